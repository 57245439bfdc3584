import { Injectable } from '@nestjs/common';
import { type Commands, type Context, decided, type Decision } from '@tuntas/messaging';
import type { OfficersWrite } from '@tuntas/runtime';
import type { Post } from '@tuntas/permissions';
import { described, type Setting, type SettingBody } from '../store/settings.store.js';

/** A version that was found right, and who writes it. */
export interface NewVersion {
  readonly setting: SettingBody;
  readonly post: Post;
  readonly asked: OfficersWrite;
}

/** Keeps a new version and tells it at once. Whether it may be written was asked before; two at once meet at the store. */
@Injectable()
export class WriteSetting implements Commands<Setting, NewVersion & { readonly key: string }> {
  decide = (
    _: Setting | undefined,
    { key, setting, post, asked }: NewVersion & { readonly key: string },
    { now }: Context,
  ): Decision<Setting> => {
    const { subject, keyHash, bodyHash } = asked;
    const at = now.toISOString();
    const write = { role: post.role, agency: post.agency, subject, keyHash, bodyHash, at };
    return decided<Setting>({ key, publishedAt: at, write, ...setting }, described(setting));
  };
}

/** Where a version is kept: limits and retention by code and first day, so that what is in force today and what comes stand side by side. */
export function keyOf({ kind, body }: SettingBody): string {
  switch (kind) {
    case 'calendar':
      return `calendar/${body.code}`;
    case 'agency-calendar':
      return `agency-calendar/${body.agency}`;
    case 'limits':
    case 'retention':
      return `${kind}/${body.code}/${body.validFrom}`;
  }
}

import { agencyCode, role, unitCode } from '@tuntas/events';
import type { Post } from '@tuntas/permissions';
import type { ServiceClient } from '@tuntas/runtime';
import { z } from 'zod';

const heldPost = z.object({
  id: z.string(),
  role,
  agency: agencyCode.optional(),
  unit: unitCode.optional(),
  /** When it ends, where that is known; an instant. */
  until: z.iso.datetime({ offset: true }).nullish(),
  deputyFor: z.string().nullish(),
});
const answer = z.object({
  subject: z.string(),
  name: z.string().nullish(),
  posts: z.array(heldPost),
});

/** A post that an officer holds now. */
export interface HeldPost extends Post {
  readonly until: Date | undefined;
  readonly isDeputy: boolean;
}

export interface OfficerPosts {
  readonly name: string | undefined;
  readonly posts: readonly HeldPost[];
}

/** What an officer may act as at this moment: routing keeps posts, and answers with those in force only. */
export class Posts {
  constructor(private readonly routing: ServiceClient) {}

  async of(subject: string): Promise<OfficerPosts> {
    const { name, posts } = await this.routing.call({
      path: `/api/internal/officers/${encodeURIComponent(subject)}/posts`,
      route: '/api/internal/officers/:subject/posts',
      schema: answer,
    });
    return {
      name: name ?? undefined,
      posts: posts.map(({ role: held, agency, unit, until, deputyFor }) => ({
        role: held,
        ...(agency === undefined ? {} : { agency }),
        ...(unit === undefined ? {} : { unit }),
        until: until ? new Date(until) : undefined,
        isDeputy: typeof deputyFor === 'string',
      })),
    };
  }
}

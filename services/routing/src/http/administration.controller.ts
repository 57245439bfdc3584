import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import {
  bodyHash as hashOf,
  Caller,
  checkedBy,
  notFound,
  Officers,
  OfficersWrite,
  SecondFactor,
  VersionTag,
} from '@tuntas/runtime';
import { z } from 'zod';
import { ChangeOrganisation, keyOf } from '../commands/change-organisation.js';
import { changed } from '../domain/change.js';
import type { Change } from '../domain/changes.js';
import { ListPosts } from '../queries/list-posts.js';
import {
  absenceBody,
  agencyBody,
  categoryBody,
  categoryEndBody,
  codes,
  endBody,
  postBody,
  postEndBody,
  unitBody,
} from './organisation-bodies.js';

type Sent<Schema extends z.ZodType> = z.output<Schema>;
type WithoutVersion<C> = C extends unknown ? Omit<C, 'version'> : never;

/**
 * The organisation as officers change it: the national desk all of it, coordinators what is theirs and what lies below.
 * Every write names the version that was seen (`If-Match`, or `If-None-Match: *` for what is to be new) and its key.
 */
@Controller('api/organisation')
@Officers('organisation.change')
@UseInterceptors(VersionTag)
export class AdministrationController {
  constructor(
    private readonly organisation: ChangeOrganisation,
    private readonly listPosts: ListPosts,
  ) {}

  /** The rows of `posts.csv`, with their versions: of it the same is asked. */
  @Get('posts')
  @SecondFactor()
  @Officers('posts.read')
  @Header('cache-control', 'no-store')
  async posts(@Caller() { posts }: Caller): Promise<object> {
    return this.listPosts.list(posts);
  }

  @Put('agencies/:code')
  @SecondFactor()
  async agency(
    @Param('code') code: string,
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body(checkedBy(agencyBody)) body: Sent<typeof agencyBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'agency', body: { ...body, code: named(code, 'agency') } }, code);
  }

  /** From now on its successor holds what it held; its units and posts end with it. */
  @Post('agencies/:code/ending')
  @SecondFactor()
  @HttpCode(200)
  async endAgency(
    @Param('code') code: string,
    @OfficersWrite() write: OfficersWrite,
    @Body(checkedBy(endBody)) { successor }: Sent<typeof endBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'agency-end', code, successor }, code);
  }

  @Put('units/:code')
  @SecondFactor()
  async unit(
    @Param('code') code: string,
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body(checkedBy(unitBody)) body: Sent<typeof unitBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'unit', body: { ...body, code: named(code, 'unit') } }, code);
  }

  @Post('units/:code/ending')
  @SecondFactor()
  @HttpCode(200)
  async endUnit(
    @Param('code') code: string,
    @OfficersWrite() write: OfficersWrite,
    @Body(checkedBy(endBody)) { successor }: Sent<typeof endBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'unit-end', code, successor }, code);
  }

  /** Codes of categories have a slash, which an address must not have: the portal passes none on. */
  @Put('categories')
  @SecondFactor()
  async category(
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body(checkedBy(categoryBody)) body: Sent<typeof categoryBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'category', body });
  }

  @Post('categories/ending')
  @SecondFactor()
  @HttpCode(200)
  async endCategory(
    @OfficersWrite() write: OfficersWrite,
    @Body(checkedBy(categoryEndBody)) { code }: Sent<typeof categoryEndBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'category-end', code });
  }

  @Post('posts')
  @SecondFactor()
  async post(
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body(checkedBy(postBody)) body: Sent<typeof postBody>,
  ): Promise<object> {
    return this.#change({ ...write, version: 0 }, { what: 'post', body: { ...body, id: randomUUID() } });
  }

  /** When it ends; all else of a post is what it is. */
  @Put('posts/:id')
  @SecondFactor()
  async changePost(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body(checkedBy(postBody)) body: Sent<typeof postBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'post', body: { ...body, id: idOf(id) } }, id);
  }

  @Post('posts/:id/ending')
  @SecondFactor()
  @HttpCode(200)
  async endPost(
    @Param('id') id: string,
    @OfficersWrite() write: OfficersWrite,
    @Body(checkedBy(postEndBody)) { at }: Sent<typeof postEndBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'post-end', id: idOf(id), at }, id);
  }

  /** A new absence under a new id, or another end of one that is there. The version is the post's. */
  @Put('posts/:id/absences/:absence')
  @SecondFactor()
  async absence(
    @Param('id') id: string,
    @Param('absence') absence: string,
    @OfficersWrite() write: OfficersWrite,
    @Body(checkedBy(absenceBody)) body: Sent<typeof absenceBody>,
  ): Promise<object> {
    return this.#change(write, { what: 'absence', post: idOf(id), body: { ...body, id: idOf(absence) } }, id, absence);
  }

  async #change(
    { version, subject, posts, keyHash, bodyHash }: OfficersWrite,
    change: WithoutVersion<Change>,
    ...about: readonly string[]
  ): Promise<object> {
    // The hash of a write knows its route and body, not which code stands in the address.
    const request = hashOf(keyHash, [bodyHash, ...about]);
    return this.organisation.execute({
      what: change.what,
      outcome: (asking, chart) => changed({ ...change, version }, asking, chart),
      answer: ([first]) => (first ? { key: keyOf(first), version: first.version } : {}),
      subject,
      posts,
      keyHash,
      bodyHash: request,
    });
  }
}

/** What could be no code is not found, like a code that nobody has. */
function named(code: string, of: keyof typeof codes): string {
  if (!codes[of].safeParse(code).success) throw notFound();
  return code;
}

function idOf(id: string): string {
  if (!z.uuid().safeParse(id).success) throw notFound();
  return id.toLowerCase();
}

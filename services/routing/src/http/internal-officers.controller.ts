import { Controller, Get, Header, Param } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import { Services } from '@tuntas/runtime';
import { type HeldPost, postsInForce } from '../domain/posts.js';
import { postsAround } from '../store/posts.js';
import { subject as knownForm } from './organisation-bodies.js';

interface OfficersPosts {
  readonly subject: string;
  readonly posts: readonly HeldPost[];
}

/** What the portal asks when an officer signs in, and again at every renewal of a token: never cached (design.md §3). */
@Controller('api/internal/officers')
export class InternalOfficersController {
  constructor(private readonly database: Database) {}

  /** The posts the subject may act in now, by the database's clock; none for whoever is not known. */
  @Get(':subject/posts')
  @Services('portal')
  @Header('cache-control', 'no-store')
  async posts(@Param('subject') subject: string): Promise<OfficersPosts> {
    // A provider may call somebody what no post can be written for; Postgres would not even be asked for some of it.
    if (!knownForm.safeParse(subject).success) return { subject, posts: [] };
    const { posts, now } = await postsAround(subject, this.database.sql);
    return { subject, posts: postsInForce(posts, subject, now) };
  }
}

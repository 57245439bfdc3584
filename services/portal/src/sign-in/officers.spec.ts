import { describe, expect, it } from 'vitest';
import { FakePosts } from '../../fixtures/fake-posts.js';
import { portalKey } from '../../fixtures/portal-with.js';
import { Posts } from '../upstream/posts.js';
import { Officers } from './officers.js';

const NOW = new Date('2026-11-23T02:00:00Z');
const session = { subject: 'siti', acr: 'aal1', now: NOW };
const post = { id: '1', role: 'coordinator', agency: 'dinas-sosial' };

function officersAt(clock: { now: number }, posts: FakePosts): Officers {
  return new Officers(new Posts(posts.client), portalKey, () => clock.now);
}

describe('what an officer may', () => {
  it('is asked once in half a minute, and anew for a higher certainty', async () => {
    const [clock, posts] = [{ now: 0 }, new FakePosts()];
    posts.held.set('siti', { posts: [post] });
    const officers = officersAt(clock, posts);
    await officers.of(session);
    clock.now = 29_999;
    expect((await officers.of(session)).posts).toHaveLength(1);
    expect(posts.asked).toBe(1);
    await officers.of({ ...session, acr: 'aal2' });
    expect(posts.asked).toBe(2);
    posts.held.clear();
    clock.now = 30_000;
    expect((await officers.of(session)).posts).toEqual([]);
  });

  it('is not remembered past the end of a post', async () => {
    const [clock, posts] = [{ now: 0 }, new FakePosts()];
    posts.held.set('siti', { posts: [{ ...post, until: '2026-11-23T02:00:10Z' }] });
    const officers = officersAt(clock, posts);
    expect((await officers.of(session)).posts).toHaveLength(1);
    clock.now = 10_000;
    expect((await officers.of({ ...session, now: new Date('2026-11-23T02:00:10Z') })).posts).toEqual([]);
  });
});

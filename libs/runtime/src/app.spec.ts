import { Body, Controller, Get, Param, Module, Post, Query, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import type { FastifyRequest } from 'fastify';
import { IsInt, IsOptional, Max, ValidateNested } from 'class-validator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  BodyLimit,
  checkedBy,
  configureLog,
  createApp,
  notFound,
  PlainText,
  Problem,
  Public,
  refused,
  tooMany,
  unavailable,
} from './index.js';

const CANARY = 'Budi-081234567890';

class Point {
  @IsInt()
  @Max(90)
  latitude!: number;
}
class NewComplaint {
  @PlainText({ most: 20 })
  text!: string;

  @IsOptional()
  @Type(() => Point)
  @ValidateNested()
  point?: Point;
}
const byZod = z.strictObject({
  text: z.string().min(1).max(20),
  kind: z.enum(['complaint', 'aspiration']),
  point: z.object({ latitude: z.number().max(90) }).optional(),
});

const thrown: Record<string, () => unknown> = {
  refused: () => refused('move-not-legal', { holder: 'Dinas PU', possible: ['assign'], status: 'hidden' }),
  absent: () => notFound(),
  foreign: () => new Problem('forbidden', 'of-another-agency', { values: { agency: 'dinas-pu' } }),
  busy: () => new Problem('unavailable', 'unavailable', { retryAfterSeconds: 7 }),
  away: () => unavailable('unavailable', new Error(CANARY)),
  database: () => Object.assign(new Error(`connect ${CANARY}`), { code: '57P01' }),
  bug: () => new TypeError(`no "${CANARY}"`),
  text: () => CANARY,
  tooOften: () => tooMany('too-many-requests', 90),
  unknownCode: () => refused('a-code-without-sentence'),
};

@Public()
@Controller()
class Door {
  @Get('throws/:what')
  throws(@Param('what') what: string): never {
    throw thrown[what]?.();
  }

  @Post('complaints')
  tell(@Body() body: NewComplaint) {
    return body;
  }

  @Post('zod')
  zod(@Body(checkedBy(byZod)) body: z.infer<typeof byZod>) {
    return body;
  }

  @BodyLimit(200_000)
  @Post('long')
  long(@Body() body: { text: string }) {
    return { length: body.text.length };
  }

  @Get('search')
  search(@Query('q') q: string) {
    return { q };
  }
}

@Module({ controllers: [Door] })
class DoorModule {}

/** As the portal does for its proxy: a scope of Fastify's own, that Nest knows nothing of. */
async function addPlugin(made: NestFastifyApplication): Promise<void> {
  await made.register((scope, _options, done) => {
    scope.get('/plugin', () => {
      throw Object.assign(new Error(CANARY), { code: 'UND_ERR_SOCKET' });
    });
    done();
  });
}

let app: NestFastifyApplication;
let lines: string[] = [];

beforeAll(async () => {
  configureLog({ service: 'intake', level: 'trace', destination: { write: (line) => void lines.push(line) } });
  app = await createApp({ name: 'intake', module: DoorModule, tokenKeys: [], prepare: addPlugin });
  await app.init();
});
beforeEach(() => void (lines = []));
afterAll(() => app.close());

async function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ url, headers });
}
async function post(url: string, payload: string | Buffer, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
}
async function postJson(url: string, body: unknown) {
  return (await post(url, JSON.stringify(body))).json<Record<string, unknown>>();
}

describe('an error becomes problem+json', () => {
  it.each([
    ['refused', 409, 'move-not-legal'],
    ['absent', 404, 'not-found'],
    ['foreign', 404, 'not-found'],
    ['busy', 503, 'unavailable'],
    ['away', 503, 'unavailable'],
    ['database', 503, 'unavailable'],
    ['bug', 500, 'unexpected'],
    ['text', 500, 'unexpected'],
  ])('%s → %i %s, with nothing of its cause', async (what, status, code) => {
    const answer = await get(`/throws/${what}`);

    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({ status, code, type: `urn:tuntas:problem:${code}` });
    expect(answer.body + lines.join()).not.toContain(CANARY);
  });

  it('says who holds it and what is possible instead, in the language of the caller', async () => {
    const indonesian = await get('/throws/refused');
    const english = await get('/throws/refused', { 'accept-language': 'en' });

    expect(indonesian.json()).toMatchObject({ holder: 'Dinas PU', possible: ['assign'], status: 409 });
    expect(indonesian.json<{ detail: string }>().detail).toContain('Laporan ini ada di Dinas PU');
    expect(indonesian.headers['content-language']).toBe('id');
    expect(english.json<{ detail: string }>().detail).toContain('This report is with Dinas PU');
  });

  it('has a sentence also for a code that the catalogue does not know', async () => {
    expect((await get('/throws/unknownCode')).json()).toMatchObject({
      code: 'a-code-without-sentence',
      detail: 'Permintaan ini tidak dapat dilakukan pada keadaan sekarang.',
    });
  });

  it('answers what is forbidden, what is absent and what never was byte for byte alike', async () => {
    const answers = await Promise.all(['/throws/foreign', '/throws/absent', '/nowhere'].map((url) => get(url)));
    const seen = answers.map(({ statusCode, body, headers }) => ({
      statusCode,
      body,
      headers: { ...headers, date: '' },
    }));

    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('also where a plugin of the service fails, outside of Nest', async () => {
    const answer = await get('/plugin');

    expect(answer.json()).toMatchObject({ code: 'unavailable', status: 503 });
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).not.toContain(CANARY);
  });

  it('says when to try again', async () => {
    const tooOften = await get('/throws/tooOften');
    expect([tooOften.statusCode, tooOften.headers['retry-after']]).toEqual([429, '90']);
    expect(tooOften.json()).toMatchObject({ code: 'too-many-requests', title: 'Terlalu sering' });
    expect((await get('/throws/busy')).headers['retry-after']).toBe('7');
    expect((await get('/throws/database')).headers['retry-after']).toBe('2');
  });

  it('answers an unknown method and a broken address in the same way', async () => {
    expect((await app.inject({ method: 'DELETE', url: '/complaints' })).json()).toMatchObject({ code: 'not-found' });
    expect((await get('/search/%')).json()).toMatchObject({ code: 'malformed-request', status: 400 });
    expect((await get(`/throws/${'x'.repeat(300)}`)).json()).toMatchObject({ code: 'malformed-request' });
  });
});

describe('a faulty body', () => {
  it.each([
    ['broken JSON', post.bind(null, '/complaints', '{"text": '), 400, 'malformed-json'],
    ['JSON that sets a prototype', post.bind(null, '/complaints', '{"__proto__":{"a":1}}'), 400, 'malformed-json'],
    [
      'bytes that are no UTF-8',
      post.bind(null, '/complaints', Buffer.from('7b2274223a22ff227d', 'hex')),
      400,
      'invalid-utf8',
    ],
    ['1 MB', post.bind(null, '/complaints', JSON.stringify({ text: 'x'.repeat(1_000_000) })), 413, 'body-too-large'],
    [
      'a form',
      post.bind(null, '/complaints', 'text=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported-media-type',
    ],
    [
      'plain text',
      post.bind(null, '/complaints', 'x', { 'content-type': 'text/plain' }),
      415,
      'unsupported-media-type',
    ],
  ] as const)('%s is refused', async (_what, send, status, code) => {
    const answer = await send();

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ status, code });
    expect(answer.headers['content-type']).toContain('problem+json');
  });

  it.each([
    [{ text: 'x', phone: '0' }, 'unknown-field', 'phone'],
    [{ text: 7 }, 'wrong-type', 'text'],
    [{}, 'field-required', 'text'],
    [{ text: null }, 'field-required', 'text'],
    [{ text: '  ' }, 'text-empty', 'text'],
    [{ text: 'x'.repeat(21) }, 'text-too-long', 'text'],
    [{ text: 'a\u0000' }, 'control-characters', 'text'],
    [{ text: 'x', point: {} }, 'field-required', 'point.latitude'],
    [{ text: 'x', point: { latitude: 99 } }, 'number-out-of-range', 'point.latitude'],
    [{ text: 'x', point: { latitude: 'north' } }, 'wrong-type', 'point.latitude'],
    [{ text: 'x', point: { latitude: 1, deep: { er: 1 } } }, 'unknown-field', 'point.deep'],
    [{ text: 'x', point: 'here' }, 'wrong-type', 'point'],
    [[], 'field-required', 'text'],
    ['text', 'field-required', 'text'],
  ])('%j is answered with %s at %s', async (body, code, field) => {
    expect(await postJson('/complaints', body)).toMatchObject({ status: 400, code, field });
  });

  it.each([
    [{ text: 'x', kind: 'complaint', phone: '0' }, 'unknown-field', 'phone'],
    [{ text: 7, kind: 'complaint' }, 'wrong-type', 'text'],
    [{ kind: 'complaint' }, 'field-required', 'text'],
    [{ text: '', kind: 'complaint' }, 'text-empty', 'text'],
    [{ text: 'x'.repeat(21), kind: 'complaint' }, 'text-too-long', 'text'],
    [{ text: 'x', kind: 'praise' }, 'unknown-value', 'kind'],
    [{ text: 'x' }, 'field-required', 'kind'],
    [{ text: 'x', kind: 'complaint', point: { latitude: 99 } }, 'number-out-of-range', 'point.latitude'],
  ])('checked by a schema, %j is answered with %s at %s', async (body, code, field) => {
    expect(await postJson('/zod', body)).toMatchObject({ status: 400, code, field });
  });

  it('checked by a schema, a body that is no object names no field', async () => {
    expect(await postJson('/zod', [])).toMatchObject({ code: 'wrong-type' });
  });

  it('is told with all its faults and the limits they break', async () => {
    const answer = await postJson('/complaints', { text: 'x'.repeat(21), phone: '0' });

    expect(answer['faults']).toHaveLength(2);
    expect(answer['faults']).toContainEqual(
      expect.objectContaining({ field: 'text', code: 'text-too-long', detail: expect.stringContaining('20') }),
    );
  });

  it('with a thousand faults is answered with twenty', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}`, 1]));
    expect((await postJson('/complaints', many))['faults']).toHaveLength(20);
  });
});

describe('a good body', () => {
  it('arrives as it was sent', async () => {
    expect(await postJson('/complaints', { text: 'Jalan rusak\n😀' })).toEqual({ text: 'Jalan rusak\n😀' });
  });

  it('may be larger where an endpoint says so, and only there', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(150_000) });

    expect((await post('/long', body)).json()).toEqual({ length: 150_000 });
    expect((await post('/complaints', body)).statusCode).toBe(413);
    expect((await post('/long', JSON.stringify({ text: 'x'.repeat(250_000) }))).statusCode).toBe(413);
  });
});

describe('a request in the log', () => {
  it('shows method, route pattern, status and time, and nothing that the caller sent', async () => {
    await app.inject({
      method: 'POST',
      url: `/complaints?q=${CANARY}`,
      payload: { text: CANARY.repeat(5), [CANARY]: CANARY },
      headers: { 'user-agent': CANARY, authorization: `Bearer ${CANARY}`, 'x-forwarded-for': CANARY },
      remoteAddress: '203.0.113.7',
    });
    await get(`/throws/${CANARY}`);
    await get(`/${CANARY}`);

    const text = lines.join('');
    expect(lines).toHaveLength(4); // three requests, and the error that the second one threw
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('203.0.113.7');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'POST', route: '/complaints', status: 400 });
    expect(JSON.parse(lines[0] ?? '')).toHaveProperty('milliseconds');
  });

  it('is not there when all went well', async () => {
    await get('/search?q=1');
    expect(lines).toEqual([]);
  });

  it('is counted in the metrics by route pattern', async () => {
    await get(`/search?q=${CANARY}`);
    const { body } = await get('/metrics');

    expect(body).toMatch(/tuntas_http_request_seconds_count\{method="GET",route="\/search",status="200"\} \d+/);
    expect(body).toContain('process_cpu_seconds_total');
    expect(body).not.toContain(CANARY);
  });
});

describe('the address of a caller', () => {
  @Public()
  @Controller()
  class Mirror {
    @Get('address')
    address(@Req() { ip }: FastifyRequest): object {
      return { ip };
    }
  }
  @Module({ controllers: [Mirror] })
  class MirrorModule {}

  it.each([
    [[], '203.0.113.9', '127.0.0.1'],
    [['127.0.0.0/8'], '203.0.113.9', '203.0.113.9'],
    // What the client itself wrote stands before what our proxy added.
    [['127.0.0.0/8'], '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    [['192.0.2.1'], '203.0.113.9', '127.0.0.1'],
  ])('is what a trusted proxy says, never what anybody says: %j, %s', async (trustedProxies, forwarded, ip) => {
    const made = await createApp({ name: 'portal', module: MirrorModule, tokenKeys: [], trustedProxies });
    await made.init();
    const answer = await made.inject({ url: '/address', headers: { 'x-forwarded-for': forwarded } });
    await made.close();

    expect(answer.json()).toEqual({ ip });
  });
});

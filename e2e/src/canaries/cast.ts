import type { Addresses } from '@tuntas/local';
import type { Post } from '@tuntas/permissions';
import { eventually } from '@tuntas/testing';
import pg from 'pg';
import type { Canaries, CanaryKind, Tells } from './canary.js';
import { type Answer, type Exchange, FORM, Hand, officersToken, type Sent } from './hand.js';

export const AGENCY = 'dinas-pekerjaan-umum';
export const UNIT = 'dinas-pu-bina-marga';
export const OTHER_UNIT = 'dinas-pu-sumber-daya-air';
export const OTHER_AGENCY = 'dinas-perhubungan';

/** A complaint somebody told, with what they were given for it. */
export interface Told {
  readonly id: string;
  readonly reference: string;
  readonly receipt: string;
}

interface OwnView {
  readonly state: string;
  readonly answerId?: string;
  readonly pauseId?: string;
}

/** Everybody who sends something in a run, and what all of them said and were told. */
export class Cast {
  readonly exchanges: Exchange[] = [];
  readonly references: string[] = [];
  readonly #hands: Hand[] = [];
  readonly #intake: pg.Client;

  private constructor(
    readonly canaries: Canaries,
    readonly addresses: Addresses,
  ) {
    this.#intake = new pg.Client({ connectionString: addresses.databases['intake'] });
  }

  static async gather(canaries: Canaries, addresses: Addresses): Promise<Cast> {
    const cast = new Cast(canaries, addresses);
    await cast.#intake.connect();
    return cast;
  }

  /** So many days from now by the clock of the databases, which other tests may have moved on. */
  async inDays(days: number): Promise<Date> {
    const { rows } = await this.#intake.query<{ at: Date }>(`SELECT app_now() + $1 * interval '1 day' AS at`, [days]);
    const [row] = rows;
    if (!row) throw new Error('The database knows no time.');
    return row.at;
  }

  async leave(): Promise<void> {
    for (const hand of this.#hands) hand.close();
    await this.#intake.end();
  }

  /** Somebody without a sign-in. */
  person(name: string): Hand {
    return this.#come(name);
  }

  /** An officer; the subject of the sign-in is a canary as well. */
  officer(name: string, ...posts: readonly Post[]): Hand {
    const subject = this.canaries.make('words', 'officer', `sign-in of ${name}`);
    return this.#come(name, officersToken(this.addresses.secretsDir, subject, posts));
  }

  #come(name: string, token?: () => Promise<string>): Hand {
    const hand = new Hand(name, this.addresses.services.portal, this.canaries, this.exchanges, token);
    this.#hands.push(hand);
    return hand;
  }

  make(kind: CanaryKind, tells: Tells, door: string, columns?: readonly string[]): string {
    return this.canaries.make(kind, tells, door, columns);
  }

  /** A sentence with a canary in it. */
  words(tells: Tells, door: string, columns?: readonly string[]): string {
    return `Menurut ${this.make('words', tells, door, columns)} begitu adanya.`;
  }

  /** Who tells it, each part of it a canary. */
  contact(door: string): { readonly name: string; readonly email: string; readonly phone: string } {
    return {
      name: this.make('name', 'identity', `${door}, name`),
      email: this.make('email', 'identity', `${door}, e-mail`),
      phone: this.make('phone', 'identity', `${door}, phone`),
    };
  }

  /** Tells it through the API. The words are about a road in Sangatta, which routing knows, unless something else is said. */
  async tell(
    hand: Hand,
    door: string,
    more: object = {},
    about = 'Jalan berlubang besar di depan pasar',
  ): Promise<Told> {
    const tells: Tells = (more as { secret?: boolean }).secret ? 'sealed' : 'content';
    const nik = this.make('nik', tells, `${door}, NIK in the words`);
    const body = {
      text: `${about}. ${this.words(tells, `${door}, words`)} Nomor saya ${nik}.`,
      title: `Jalan ${this.make('words', tells, `${door}, title`)}`,
      place: { words: `Sangatta Utara ${this.make('words', tells, `${door}, place`)}` },
      contact: this.contact(door),
      ...more,
    };
    const answer = await done(hand, { method: 'POST', path: '/api/complaints', body });
    return this.told(JSON.parse(answer.text) as { reference: string; receipt: string });
  }

  /** The same complaint as the databases know it. */
  async told({ reference, receipt }: { reference: string; receipt: string }): Promise<Told> {
    this.references.push(reference);
    const { rows } = await this.#intake.query<{ id: string }>('SELECT id FROM complaints WHERE reference = $1', [
      reference,
    ]);
    const [row] = rows;
    if (!row) throw new Error(`${reference} was promised and is not there.`);
    return { id: row.id, reference, receipt };
  }

  /** Waits until the own page says so. */
  async until(hand: Hand, { receipt }: Pick<Told, 'receipt'>, ...states: readonly string[]): Promise<OwnView> {
    return eventually(async () => {
      const { text } = await hand.send({ method: 'POST', path: '/api/receipt/status', body: { receipt } });
      const view = JSON.parse(text) as OwnView;
      if (!states.includes(view.state)) throw new Error(`It is ${view.state}, not ${states.join(' or ')}.`);
      return view;
    });
  }
}

/** Sends what has to be taken; what has not arrived everywhere yet is tried again. */
export async function done(hand: Hand, sent: Sent): Promise<Answer> {
  return eventually(async () => {
    const answer = await hand.send(sent);
    if (answer.status >= 400) throw new Error(`${sent.method} ${sent.path} answered ${answer.status}: ${answer.text}`);
    return answer;
  });
}

/** An officer's write to a case, on its version of now. */
export async function act(hand: Hand, id: string, path: string, body: object = {}): Promise<Answer> {
  return eventually(async () => {
    const seen = await hand.send({ method: 'GET', path: `/api/cases/${id}` });
    if (seen.status !== 200) throw new Error(`The case ${id} answered ${seen.status} before ${path}.`);
    const sent = { method: 'POST', path: `/api/cases/${id}/${path}`, body };
    const answer = await hand.send({ ...sent, headers: { 'if-match': String(seen.headers['etag']) } });
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  });
}

/** Sends a form as a browser without scripts does. */
export async function submit(hand: Hand, path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  return done(hand, { method: 'POST', path, type: FORM, body: fields });
}

/** What a complainant does with the receipt, through the API. */
export async function withReceipt(hand: Hand, path: string, body: object): Promise<Answer> {
  return done(hand, { method: 'POST', path: `/api/receipt/${path}`, body });
}

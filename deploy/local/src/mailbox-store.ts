import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';

/** One mail as it arrived; a repeated message id is kept twice, for whoever counts deliveries. */
export interface Mail {
  /** Sorts by arrival. */
  readonly id: string;
  readonly receivedAt: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

const FILE = /^\d{15}-[0-9a-f-]{36}\.json$/;

/**
 * Mails as files of one folder, nothing in memory: the mailbox may be killed and started at any time. A mail is on disk
 * under its final name before its SMTP session is told so.
 */
export class MailboxStore {
  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<MailboxStore> {
    await mkdir(folder, { recursive: true });
    return new MailboxStore(folder);
  }

  /** Keeps a mail; when this resolves, it survives a kill and a power cut. */
  async keep(parsed: ParsedMail, recipients: readonly string[]): Promise<void> {
    const now = new Date();
    const id = `${String(now.getTime()).padStart(15, '0')}-${randomUUID()}`;
    const mail: Mail = {
      id,
      receivedAt: now.toISOString(),
      messageId: parsed.messageId ?? '',
      from: parsed.from?.text ?? '',
      to: recipients,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      headers: Object.fromEntries(parsed.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()])),
    };
    const unfinished = join(this.folder, `${id}.unfinished`);
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(mail));
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(this.folder, `${id}.json`));
  }

  /** Ids of all mails, oldest first. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder);
    return names
      .filter((name) => FILE.test(name))
      .map((name) => name.slice(0, -'.json'.length))
      .sort();
  }

  /** One mail; undefined when there is none of that id. */
  async mail(id: string): Promise<Mail | undefined> {
    if (!FILE.test(`${id}.json`)) return undefined;
    try {
      return JSON.parse(await readFile(join(this.folder, `${id}.json`), 'utf8')) as Mail;
    } catch {
      return undefined;
    }
  }

  /** These mails, in this order; those that are gone are left out. */
  async mails(ids: readonly string[]): Promise<Mail[]> {
    const found = await Promise.all(ids.map((id) => this.mail(id)));
    return found.filter((mail) => mail !== undefined);
  }
}

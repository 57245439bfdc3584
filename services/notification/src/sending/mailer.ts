import { createTransport, type Transporter } from 'nodemailer';

/** Connections to the provider; each sends one letter at a time. */
export const SENDING_AT_ONCE = 8;
/** Together with the calls to intake (9.4 s) below the lease of a letter. */
const CONNECT_TIMEOUT_MS = 5_000;
const SOCKET_TIMEOUT_MS = 15_000;

/** A letter ready to go. */
export interface Mail {
  /** Becomes the Message-ID: a letter that goes out twice is recognised as one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The mail provider, by SMTP over pooled connections. */
export class Mailer {
  readonly #transport: Transporter;
  readonly #domain: string;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.#domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
    this.#transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: SENDING_AT_ONCE,
      maxMessages: Infinity,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** Resolves when the provider took it; see `isRefusedForGood` for what it rejects with. */
  async send({ id, to, subject, text }: Mail): Promise<void> {
    await this.#transport.sendMail({
      from: this.from,
      to: { address: to, name: '' },
      subject,
      text,
      messageId: `<${id}@${this.#domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  close(): void {
    this.#transport.close();
  }
}

/** The provider will never take this letter (SMTP 5yz for this recipient or content): trying again cannot help. */
export function isRefusedForGood(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: unknown; command?: unknown };
  const aboutTheLetter = command === 'RCPT TO' || command === 'DATA' || command === 'API';
  return typeof responseCode === 'number' && responseCode >= 500 && aboutTheLetter;
}

import { callbackify } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { environment } from './config.js';
import { mailboxServer } from './mailbox-http.js';
import { MailboxStore } from './mailbox-store.js';
import { LOCALHOST } from './ports.js';

/*
 * The local stand-in for a mail provider, a process of its own: real SMTP in, one file a mail, a page to read them.
 * A mail answered with 250 is on disk; one that was not may be sent again and is then kept again.
 */

/** A notice has a few kilobytes; providers refuse above 25 MB. */
const MOST_MAIL_BYTES = 10_000_000;

const { PORT = '0', SMTP_PORT = '0', MAILBOX_DIR = 'mailbox' } = environment;
const store = await MailboxStore.open(MAILBOX_DIR);

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const parsed = await simpleParser(stream, { skipTextToHtml: true, skipImageLinks: true });
  await store.keep(
    parsed,
    session.envelope.rcptTo.map(({ address }) => address),
  );
}

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  size: MOST_MAIL_BYTES,
  logger: false,
  onData: callbackify(receive),
});
smtp.on('error', (error) => console.error(`smtp: ${error.message}`));

const http = mailboxServer(store);
smtp.listen(Number(SMTP_PORT), LOCALHOST, () => http.listen(Number(PORT), LOCALHOST));

process.once('SIGTERM', () => {
  http.close();
  http.closeAllConnections();
  smtp.close(() => process.exit(0));
});

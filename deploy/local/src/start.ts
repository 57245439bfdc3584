import { role as roles } from '@tuntas/events';
import type { Addresses } from './addresses.js';
import { environment, localConfig } from './config.js';
import { sendDemo } from './demo.js';
import { demandDisk } from './disk.js';
import { AGENCY_ROLES, DEMO_POSTS } from './officers.js';
import { startPlatform, type Platform } from './platform.js';
import type { DemoSecrets } from './provider/factors.js';
import { runMain } from './run-main.js';
import { demoSecrets } from './secrets.js';

/** `npm start [-- --fresh]`: the whole platform in this terminal, until Ctrl-C or `npm stop`. */
await runMain(import.meta.url, async () => {
  const { firstPort, dataDir } = localConfig(environment);
  await demandDisk(dataDir);
  const fresh = process.argv.includes('--fresh');
  const stopAsked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopAsked.abort(signal));
  const starting = startPlatform({
    dataDir,
    firstPort,
    fresh,
    posts: DEMO_POSTS,
    signIn: true,
    env: environment,
    signal: stopAsked.signal,
    log: (line) => console.log(line),
  });
  const platform = await starting.catch((error: unknown) => {
    // Whatever failed, failed because it was being stopped.
    if (stopAsked.signal.aborted) return undefined;
    throw error;
  });
  if (platform === undefined) return console.log('Stopped before it was ready.');
  const seconds = (platform.startedInMs / 1000).toFixed(1);
  if (!stopAsked.signal.aborted) await demo(platform.addresses);
  const secrets = await demoSecrets(platform.addresses.secretsDir);
  console.log(`${welcome(platform.addresses, secrets)}\n\nTuntas is ready after ${seconds} s. Ctrl-C ends it.`);
  await asked(stopAsked.signal);
  await end(platform);
});

async function demo(addresses: Addresses): Promise<void> {
  const sent = await sendDemo(addresses);
  if (sent > 0) console.log(`First start: ${sent} invented complaints were sent through the door.`);
}

function welcome({ services, mailbox, dataDir }: Addresses, { password, secondFactor }: DemoSecrets): string {
  const token = (role: string) => `node deploy/local/dist/token.js ${role}`;
  const commands = roles.options.map(
    (role) =>
      `  ${role.padEnd(14)} ${token(role)}${AGENCY_ROLES.includes(role) ? ' --agency dinas-pekerjaan-umum' : ''}`,
  );
  return `
Citizens' pages    ${services.portal}
Officers' pages    ${services.portal}/petugas
Mails it sends     ${mailbox}
Figures            ${services.portal}/api/figures
Logs               ${dataDir}/logs

Officers sign in as ${roles.options.join(', ')};
each with the password ${password}. Second factor: node deploy/local/dist/second-factor.js
prints six digits, or an authenticator app shows them for the secret ${secondFactor}.

A five-minute token of an officer, for programs:
${commands.join('\n')}

Try:
  1. Report something at ${services.portal}, keep the reference and the secret code, and track it there.
  2. Read the mail about it at ${mailbox}.
  3. Look at the desk's queue:
     curl -H "authorization: Bearer $(${token('national-desk')})" ${services.portal}/api/queues
  4. npm run replay – 200 complaints through their whole life.`;
}

function asked(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Nothing else may keep the process from leaving, so this keeps it here until it is asked.
    const stay = setInterval(() => {}, 60_000);
    const leave = () => {
      clearInterval(stay);
      resolve();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}

async function end(platform: Platform): Promise<void> {
  const began = performance.now();
  console.log('Stopping …');
  await platform.stop();
  console.log(`Stopped after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
}

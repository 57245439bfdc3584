// What every npm script runs: plain JavaScript for the Node that happens to be there. It checks the machine, installs
// what package-lock.json says, goes on with Node 24, builds, and hands over to the command's own program.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import process from 'node:process';
import { checkJava, checkMaven, checkNode, checkPackages, root } from './machine.mjs';

const NODE_MAJOR = '24';
/** A step that takes longer says every so often that it is still at work. */
const STILL_AT_WORK_MS = 5_000;

/** Where each command lives after the build, whether it may need a broker of its own, and what must be built for it. */
const commands = {
  start: { program: 'deploy/local/dist/start.js', broker: true, builds: 'tsconfig.build.json' },
  stop: { program: 'deploy/local/dist/stop.js', broker: false, builds: 'deploy/local' },
  clock: { program: 'deploy/local/dist/clock.js', broker: false, builds: 'deploy/local' },
  audit: { program: 'deploy/local/dist/audit.js', broker: false, builds: 'tsconfig.build.json' },
  retention: { program: 'deploy/local/dist/retention.js', broker: false, builds: 'tsconfig.build.json' },
  keys: { program: 'deploy/local/dist/keys.js', broker: false, builds: 'deploy/local' },
  doctor: { program: 'deploy/local/dist/doctor.js', broker: false, builds: 'deploy/local' },
  check: { program: 'deploy/local/dist/check.js', broker: false, builds: 'deploy/local' },
  sbom: { program: 'deploy/local/dist/sbom.js', broker: false, builds: 'deploy/local' },
  test: { program: 'deploy/local/dist/test.js', broker: true, builds: 'tsconfig.build.json' },
  replay: { program: 'e2e/dist/replay.js', broker: true, builds: 'tsconfig.build.json' },
  faults: { program: 'e2e/dist/faults.js', broker: true, builds: 'tsconfig.build.json' },
  lives: { program: 'e2e/dist/lives.js', broker: true, builds: 'tsconfig.build.json' },
  year: { program: 'e2e/dist/year.js', broker: true, builds: 'tsconfig.build.json' },
  guesses: { program: 'e2e/dist/guesses.js', broker: true, builds: 'tsconfig.build.json' },
  timing: { program: 'e2e/dist/timing.js', broker: true, builds: 'tsconfig.build.json' },
  bench: { program: 'benchmarks/dist/main.js', broker: true, builds: 'tsconfig.build.json' },
};

const [name = '', ...args] = process.argv.slice(2);
// npm hands over what the person typed after `--`; relative paths in it count from where that person stands.
process.env.TUNTAS_CALLED_FROM ??= process.env.INIT_CWD ?? process.cwd();
process.exitCode = await main();

async function main() {
  const command = commands[name];
  if (!command)
    return fail(`Unknown command "${name}"`, 'it is none of ours', `Use ${Object.keys(commands).join(', ')}.`);
  const faults = faultsOfMachine(command);
  if (name === 'doctor' && (!checkNode().ok || !checkPackages().ok)) return doctorBeforeInstallation();
  if (faults.length > 0) {
    for (const { found, fix } of faults) fail(`Cannot ${name}`, found, fix);
    return 1;
  }
  if (!checkPackages().ok && (await install()) !== 0) return 1;
  const node = node24();
  if (node === undefined) {
    return fail(
      'No Node 24',
      `this is Node ${process.versions.node} on ${process.platform}-${process.arch}`,
      'Install Node 24.',
    );
  }
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  if ((await build(node, command)) !== 0) return fail(`Cannot ${name}`, 'the build failed', 'See the errors above.');
  // kafkajs hands setTimeout a negative number on Node 24: harmless, and a fright on a first start.
  const flags = ['--disable-warning=TimeoutNegativeWarning'];
  return run(node, [...flags, join(root, command.program), ...args]);
}

function faultsOfMachine({ broker }) {
  const checks = broker && !process.env.KAFKA_BROKERS ? [checkNode(), checkJava(), checkMaven()] : [checkNode()];
  return checks.filter(({ ok }) => !ok);
}

/** The doctor must also speak where nothing is installed yet; the rest of its checks needs the packages. */
function doctorBeforeInstallation() {
  const checks = [checkNode(), checkJava(), checkMaven(), checkPackages()];
  if (args.includes('--json')) console.log(JSON.stringify({ ok: false, checks }, undefined, 2));
  else {
    for (const { name, ok, found, fix } of checks)
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}: ${found}${ok ? '' : ` – ${fix}`}`);
    console.log('doctor: NOT WELL – install first, then ask again.');
  }
  return 1;
}

function install() {
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // TypeScript, Vitest and others are development dependencies, and the tests run from here as well.
  return step('Installing packages (npm ci)', program, [...first, 'ci', '--include=dev', '--loglevel=error']);
}

function build(node, { builds }) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return step('Building (tsc -b)', node, [tsc, '-b', join(root, builds)]);
}

/** The machine's Node when it is the right one, else the one npm installed. */
function node24() {
  if (process.versions.node.startsWith(`${NODE_MAJOR}.`)) return process.execPath;
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(packaged) ? packaged : undefined;
}

/** Runs a step whose output matters only when it fails or lasts; says that it is at work when it lasts. */
async function step(what, program, stepArgs) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const patience = setInterval(() => console.error(`${what} … ${seconds()} s`), STILL_AT_WORK_MS);
  const first = setTimeout(() => console.error(`${what} …`), 1_000);
  const code = await run(program, stepArgs, ['ignore', 2, 2]);
  clearInterval(patience);
  clearTimeout(first);
  if (seconds() >= 2 && code === 0) console.error(`${what}: done in ${seconds()} s`);
  return code;
}

/** Runs a program to its end and returns its exit code. Signals go to it; we leave after it has. */
function run(program, programArgs, stdio = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, stdio });
    // Ctrl-C reaches the child from the terminal already; other signals are sent to this process only.
    const forwarders = { SIGINT: () => {}, SIGTERM: () => child.kill('SIGTERM'), SIGHUP: () => child.kill('SIGHUP') };
    for (const [signal, forward] of Object.entries(forwarders)) process.on(signal, forward);
    const leave = (code) => {
      for (const [signal, forward] of Object.entries(forwarders)) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error) => leave(fail(`Cannot run ${program}`, error.message, 'Is it installed?')));
    child.once('close', (code) => leave(code ?? 1));
  });
}

/** One line: what, why, what to do. */
function fail(what, why, todo) {
  console.error(`${what}: ${why}. ${todo}`);
  return 1;
}

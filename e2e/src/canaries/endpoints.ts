import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Service } from '@tuntas/events';
import { root } from '@tuntas/local';

/** Something that can be asked of a service over HTTP, as its controllers declare it. */
export interface ServiceEndpoint {
  readonly service: Service;
  readonly method: string;
  /** With its parameters as they are declared, such as `/api/cases/:id`. */
  readonly path: string;
}

/** Every endpoint of every service as built: asked of the code, in a process of its own, so that nobody has to keep a list. */
export async function allEndpoints(): Promise<readonly ServiceEndpoint[]> {
  const script = join(root, 'e2e/dist/canaries/list-endpoints.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 4_000_000 });
  return JSON.parse(stdout) as ServiceEndpoint[];
}

/** The endpoint that this address leads to; the portal's first, which passes the others on. */
export function endpointAt(
  endpoints: readonly ServiceEndpoint[],
  method: string,
  url: string,
): ServiceEndpoint | undefined {
  const path = url.split('?')[0] ?? '';
  const fitting = endpoints.filter((one) => one.method === method && patternOf(one.path).test(path));
  return fitting.toSorted((one, other) => parameters(one.path) - parameters(other.path))[0];
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);
const parameters = (path: string): number => path.split(':').length;

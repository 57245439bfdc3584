import { createServer, type Server } from 'node:net';
import { Trouble } from './trouble.js';

/** The only address anything of the local platform listens on. */
export const LOCALHOST = '127.0.0.1';

/** A port nobody listens on at this moment; the caller should take it soon. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const address = server.address();
  await close(server);
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}

/** Throws {@link Trouble} when somebody already listens on the port; `who` says what wanted it. */
export async function demandPort(port: number, who: string): Promise<void> {
  try {
    await close(await listen(port));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Trouble(
      `Port ${port} for ${who} cannot be used`,
      code === 'EADDRINUSE' ? 'another program listens on it' : String(code),
      'Stop that program, or choose another block of ports: PORT=4000 npm start.',
    );
  }
}

/** Can this port be listened on? */
export async function portIsFree(port: number): Promise<boolean> {
  return listen(port).then(close, () => false);
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: LOCALHOST, port, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<true> {
  return new Promise((resolve) => server.close(() => resolve(true)));
}

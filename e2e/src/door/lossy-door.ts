import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A door before the door that lets every request in and loses the answer of the first `losses` writes. */
export interface LossyDoor {
  readonly url: string;
  /** Answers that nobody got. */
  readonly lost: readonly number[];
  close(): Promise<void>;
}

export async function lossyDoor(to: string, losses: number): Promise<LossyDoor> {
  const lost: number[] = [];
  const server = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    const passed = request(new URL(url, to), { method, headers }, (response) => {
      if (method === 'POST' && lost.length < losses) {
        lost.push(response.statusCode ?? 0);
        response.resume().once('end', () => asked.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.once('error', () => asked.socket.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lost,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

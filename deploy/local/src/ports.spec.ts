import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { localConfig } from './config.js';
import { demandPort, freePort, LOCALHOST, portIsFree } from './ports.js';

it('a taken port is told with what wanted it, why it cannot have it, and what to do', async () => {
  const port = await freePort();
  const other = createServer().listen(port, LOCALHOST);
  try {
    await expect(demandPort(port, 'intake')).rejects.toThrow(
      `Port ${port} for intake cannot be used: another program listens on it. ` +
        'Stop that program, or choose another block of ports: PORT=4000 npm start.',
    );
    expect(await portIsFree(port)).toBe(false);
  } finally {
    other.close();
  }
});

it.each(['80', '65200', 'abc', '3000.5', '-1'])('PORT=%s is refused in one line', (PORT) => {
  expect(() => localConfig({ PORT })).toThrow(`PORT=${PORT} cannot be used: it must be a whole number from 1024`);
});

it('an empty PORT means the usual block', () => {
  expect(localConfig({ PORT: '' }).firstPort).toBe(3000);
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { services } from '@tuntas/events';
import { root } from '@tuntas/local';
import { endpointsOfController } from '@tuntas/runtime';
import type { ServiceEndpoint } from './endpoints.js';

/** Prints every endpoint of every service as JSON. Controllers are read as they are built; nothing is started. */
const found: ServiceEndpoint[] = [];
for (const service of services) {
  const folder = join(root, 'services', service, 'dist/http');
  const shared = join(root, 'libs/messaging/dist/audit');
  const files = [folder, ...(service === 'portal' ? [] : [shared])].flatMap((one) =>
    readdirSync(one)
      .filter((name) => name.endsWith('.controller.js'))
      .map((name) => join(one, name)),
  );
  for (const file of files) {
    const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
    for (const exported of Object.values(module)) {
      if (typeof exported !== 'function') continue;
      for (const { method, path } of endpointsOfController(exported)) found.push({ service, method, path });
    }
  }
}
process.stdout.write(JSON.stringify(found));

import { type INestApplication, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type Access, accessTo } from './access.js';
import { type Spending, spendingOf } from './officer-budgets.js';

/** Something that can be asked of an application over HTTP. */
export interface Endpoint extends Access {
  readonly method: string;
  /** With its parameters as they are declared, such as `/api/cases/:id`. */
  readonly path: string;
  /** What an officer's call takes of the officer's budget. */
  readonly spends: Spending;
}

/** Every endpoint of an application, and whom it lets in, as its controllers declare them. */
export function endpointsOf(app: INestApplication): readonly Endpoint[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? endpointsOfController(metatype) : []));
}

/** The same of one class; nothing for one that is no controller. */
export function endpointsOfController(controller: { readonly prototype?: unknown }): readonly Endpoint[] {
  const prototype = controller.prototype as Record<string, object> | undefined;
  if (!prototype || !Reflect.hasMetadata(PATH_METADATA, controller)) return [];
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    return handler ? endpointsAt(controller, handler) : [];
  });
}

function endpointsAt(controller: object, handler: object): Endpoint[] {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) return [];
  const [firsts, lasts] = [controller, handler].map((one) =>
    [Reflect.getMetadata(PATH_METADATA, one) as string].flat(),
  );
  return (firsts ?? []).flatMap((first) =>
    (lasts ?? []).map((last) => ({
      method: RequestMethod[method],
      path: `/${[first, last]
        .flatMap((part) => part.split('/'))
        .filter(Boolean)
        .join('/')}`,
      spends: spendingOf(controller, handler),
      ...accessTo(controller, handler),
    })),
  );
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerKeyIn, checkedBy } from '@tuntas/runtime';
import type { z } from 'zod';
import { codesIn } from '../domain/shown-receipt.js';
import type { Shown } from '../queries/held-complaint.js';

type Sent = { readonly receipt: string };
type Request = Parameters<typeof callerKeyIn>[0];
/** A body of this schema, in which the receipt became what was shown, and by whom. */
export type ByReceipt<Schema extends z.ZodType<Sent>> = Omit<z.output<Schema>, 'receipt'> & { readonly receipt: Shown };

/** The body of a door that a receipt opens: `@ByReceipt(schema) asked: ByReceipt<typeof schema>`. */
export function ByReceipt(schema: z.ZodType<Sent>): ParameterDecorator {
  const pipe = checkedBy(schema);
  return createParamDecorator((_: unknown, context: ExecutionContext): Sent | { readonly receipt: Shown } => {
    const request = context.switchToHttp().getRequest<Request>();
    const body = pipe.transform(request.body, { type: 'body' });
    return { ...body, receipt: { ...codesIn(body.receipt), caller: callerKeyIn(request) } };
  })();
}

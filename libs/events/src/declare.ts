import { z } from 'zod';
import type { Service, StreamName } from './streams.js';

/**
 * One event, declared once: who may publish it, on which stream, what it means in the citizen's world, and its body.
 * The schema drops fields it does not know, so an additive change at the owner breaks no reader.
 */
export interface EventDeclaration<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly owner: Service;
  readonly stream: StreamName;
  readonly meaning: string;
  readonly schema: z.ZodType<Data>;
}

/** The body of a declared event. */
export type DataOf<D> = D extends EventDeclaration<string, infer Data> ? Data : never;

/** A declared event as a reader gets it: the envelope (CloudEvents 1.0 names in words) and the parsed body. */
export interface EventOf<D extends EventDeclaration = EventDeclaration> {
  /** UUID, the same over every retry and resend. */
  readonly id: string;
  readonly type: D['type'];
  /** The service that published it. */
  readonly source: string;
  /** The complaint's id, or the row's id on streams that keep the latest. */
  readonly subject: string;
  /** 1, 2, 3 … without a gap per stream and subject. */
  readonly sequence: number;
  /** By the publisher's database clock; for a secret complaint only its date is true. */
  readonly time: Date;
  /** The event that made the publisher decide this one, where there was one. */
  readonly causationId?: string;
  readonly data: DataOf<D>;
}

/** A fact that a handler returns: the declared event and its body; the library gives it id, sequence and time. */
export interface Fact<D extends EventDeclaration = EventDeclaration> {
  readonly event: D;
  readonly data: DataOf<D>;
}

/** Declares an event; the shape becomes a zod object. */
export function declare<const Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  owner: Service,
  stream: StreamName,
  meaning: string,
  shape: Shape,
): EventDeclaration<Type, z.infer<z.ZodObject<Shape>>> {
  return { type, owner, stream, meaning, schema: z.object(shape) };
}

/** A fact of a declared event; the compiler checks the body, the library parses it again before it is recorded. */
export function fact<D extends EventDeclaration>(event: D, data: DataOf<D>): Fact<D> {
  return { event, data };
}

import { z } from 'zod';
import type { EventDeclaration } from '../declare.js';

/** As much of a JSON Schema as the generated pages read. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly format?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/**
 * The body of an event as JSON Schema. As readers must take it (`input`): fields they do not know are allowed, so an
 * additive change of the owner breaks nobody.
 */
export function jsonSchemaOf(event: EventDeclaration, target: 'draft-7' | 'draft-2020-12'): JsonSchema {
  const schema = z.toJSONSchema(event.schema, { io: 'input', target }) as JsonSchema;
  return { ...schema, description: event.meaning };
}

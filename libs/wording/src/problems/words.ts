import type { InEach } from '../language.js';

/** What a door knows about the fault, for example a limit. */
export type Values = Readonly<Record<string, unknown>>;

/** The sentence of one stable code, or how it is made from the values. */
export type Words = InEach<string | ((values: Values) => string)>;

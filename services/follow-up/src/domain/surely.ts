/** A value that the state of a case implies; without it the case is not what its row says, and nothing may come of it. */
export function surely<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The case has no ${what}, although its state says so.`);
  return value;
}

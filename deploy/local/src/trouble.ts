/**
 * Something the person at the keyboard can mend. Printed as one line – what happened, why, what to do – and without a
 * stack: whoever runs `npm start` for the first time is not reading our source.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  constructor(
    readonly what: string,
    readonly why: string,
    readonly todo: string,
  ) {
    super(`${what}: ${why}. ${todo}`);
  }
}

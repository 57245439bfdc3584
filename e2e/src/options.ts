import { Trouble } from '@tuntas/local';

/** Reads options that count something: the standard when nothing was given, and what is wrong with any other text. */
export function wholeNumber(
  trouble: string,
  usage: string,
  least: number,
): (name: string, text: string | undefined, standard: number) => number {
  return (name, text, standard) => {
    const number = text === undefined ? standard : Number(text);
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new Trouble(trouble, `${name} ${text} is no whole number from ${least} on`, usage);
  };
}

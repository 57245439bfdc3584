/**
 * Leaves out more and more of the happenings, as long as what is left still breaks something: first all that comes after it
 * broke, then from the rest. As short as it gets in so many tries; what happens at the same moment happens otherwise each time.
 */
export async function shortest<T>(
  all: readonly T[],
  breaks: (some: readonly T[]) => Promise<boolean>,
  mostTries: number,
): Promise<{ readonly happenings: readonly T[]; readonly tries: number }> {
  let happenings = all;
  let tries = 0;
  const isEnough = async (some: readonly T[]): Promise<boolean> => {
    if (tries === mostTries) return false;
    tries += 1;
    const does = await breaks(some);
    if (does) happenings = some;
    return does;
  };
  for (let tooFew = 0; happenings.length - tooFew > 1;) {
    const half = Math.ceil((tooFew + happenings.length) / 2);
    if (!(await isEnough(happenings.slice(0, half)))) tooFew = half;
  }
  for (let size = Math.ceil(happenings.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < happenings.length;) {
      if (!(await isEnough([...happenings.slice(0, from), ...happenings.slice(from + size)]))) from += size;
    }
  }
  return { happenings, tries };
}

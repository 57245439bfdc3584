/**
 * Leaves out more and more of the happenings, as long as what is left still breaks something. As short as it gets in so many
 * tries; what happens at the same moment happens otherwise each time.
 */
export async function shortest<T>(
  all: readonly T[],
  breaks: (some: readonly T[]) => Promise<boolean>,
  mostTries: number,
): Promise<{ readonly happenings: readonly T[]; readonly tries: number }> {
  let happenings = all;
  let tries = 0;
  for (
    let size = Math.ceil(all.length / 2);
    size >= 1 && tries < mostTries;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < happenings.length && tries < mostTries;) {
      const without = [...happenings.slice(0, from), ...happenings.slice(from + size)];
      tries += 1;
      if (await breaks(without)) happenings = without;
      else from += size;
    }
  }
  return { happenings, tries };
}

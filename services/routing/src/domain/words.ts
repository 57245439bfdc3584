/**
 * Everyday Indonesian, made comparable: lower case, without accents, chat abbreviations written out, light stems.
 * Light means: one clitic, one prefix, one suffix, and never below four letters. It is not a linguist's stemmer
 * (sastrawi needs 24 µs a word); rules and complaints pass through the same steps, so a wrong stem is wrong on both
 * sides and still meets itself.
 */
const SHORTEST_STEM_LETTERS = 4;

/** A complaint has at most 10,000 characters; words of one letter and a space would give 5,000. */
const MOST_WORDS = 5_000;

/** How people shorten words on a telephone; only such as have one meaning. */
const writtenOut: Readonly<Record<string, string>> = {
  jl: 'jalan',
  jln: 'jalan',
  jlan: 'jalan',
  jalanan: 'jalan',
  lmpu: 'lampu',
  kec: 'kecamatan',
  kel: 'kelurahan',
  ds: 'desa',
  kab: 'kabupaten',
  rmh: 'rumah',
  skolah: 'sekolah',
  tdk: 'tidak',
  gak: 'tidak',
  ga: 'tidak',
  gk: 'tidak',
  nggak: 'tidak',
  ngga: 'tidak',
  tak: 'tidak',
  ndak: 'tidak',
  blm: 'belum',
  blum: 'belum',
  sdh: 'sudah',
  udah: 'sudah',
  bnjir: 'banjir',
  smpah: 'sampah',
  puskes: 'puskesmas',
  pkm: 'puskesmas',
  rusun: 'rusunawa',
  akte: 'akta',
  ektp: 'ktp',
  bantuan: 'bantu',
  disduk: 'disdukcapil',
  dispenduk: 'disdukcapil',
  dispendukcapil: 'disdukcapil',
  dukcapil: 'disdukcapil',
  capil: 'disdukcapil',
  dispendik: 'disdikbud',
  diknas: 'disdikbud',
  disdik: 'disdikbud',
  survei: 'survey',
  kerjaan: 'kerja',
  pekerjaan: 'kerja',
  bekerja: 'kerja',
  // Without these, giving would be about fish (ber-ikan).
  berikan: 'beri',
  diberikan: 'beri',
  memberikan: 'beri',
  // Violence is not hard liquor (minuman keras).
  kekerasan: 'kekerasan',
  lobang: 'lubang',
  berlobang: 'lubang',
};

const isAscii = /^[ -~\s]*$/;

/** The words of a text in order; letters and digits only. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  // Nearly all complaints are plain ASCII: the Unicode path costs three times as much and is taken only when needed.
  const words = isAscii.test(lower)
    ? lower.match(/[a-z0-9]+/g)
    : lower
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).slice(0, MOST_WORDS);
}

const clitics = /(nya|lah|kah|pun|ku|mu)$/;
const prefixes = /^(meng|peng|meny|peny|mem|pem|men|pen|ber|ter|per|di|me|pe|se|ke)/;
const suffixes = /(kan|an|i)$/;

/** What a word has in common with its forms: berlubang, lubangnya → lubang; pengaspalan → aspal. */
export function stem(word: string): string {
  const whole = writtenOut[word];
  if (whole !== undefined) return whole;
  return [clitics, prefixes, suffixes].reduce((rest, ending) => {
    const shorter = rest.replace(ending, '');
    return shorter.length >= SHORTEST_STEM_LETTERS ? shorter : rest;
  }, word);
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readerOf, type WordList } from './word-list.js';

const list = JSON.parse(readFileSync(new URL('../../seed/word-list.json', import.meta.url), 'utf8')) as WordList;
const read = readerOf(list);

describe('words mark a complaint as urgent', () => {
  it.each([
    'Tolong, ADA KEBAKARAN di belakang pasar Sangatta!',
    'Rumah terbakar, api merambat ke tetangga',
    'Kabel listrik\nputus di tengah jalan, bahaya',
    'Anak saya tersengat listrik di tiang penerangan',
    'Warga terjebak banjir di atap, butuh evakuasi segera',
    'Jembatan ambruk tadi pagi, ada korban jiwa.',
    'kondisi gawat darurat, ibu saya tidak sadarkan diri',
    'Tetangga saya sedang dipukuli suaminya (KDRT)',
    'ada yang mau bunuh diri di jembatan',
    'There is a gas leak in our street',
    'A child is drowning in the canal',
    'Our neighbour is TRAPPED under the wall',
  ])('%s', (text) => {
    expect(read(undefined, text).urgent).toBe(true);
  });
});

describe('words do not mark a complaint as urgent', () => {
  it.each([
    'Antrian di Unit Gawat Darurat RSUD terlalu lama',
    'Pelayanan gawat darurat kurang ramah',
    'Bekas kebakaran tahun lalu belum dibersihkan',
    'Jalan berlubang, untung tidak ada korban jiwa',
    'Portal ditutup, kalau terjadi kebakaran mobil tidak bisa masuk',
    'Lampu jalan mati sejak minggu lalu',
    'Ledakan penduduk membuat sekolah penuh',
    'Perlu rambu jalur evakuasi tsunami di pantai',
    'Kebakaranhutan',
    'The fire station needs new paint',
    'When is the next earthquake drill?',
    'tersetrumnya',
    '',
  ])('%s', (text) => {
    expect(read(undefined, text).urgent).toBe(false);
  });
});

describe('words mark a complaint as possibly supervisory', () => {
  it.each([
    'Ada pungli di kantor kecamatan',
    'Kepala desa korupsi dana desa',
    'Saya dimintai uang pelicin untuk KTP',
    'Oknum PNS di dinas meminta uang',
    'Diduga ada penyalahgunaan wewenang.',
    'Bansos dipotong 50 ribu per orang',
    'Proyek fiktif di desa kami',
    'PUNGUTAN-LIAR di sekolah',
    'An officer asked me for a bribe',
    'This is abuse of power',
    'laporan ini tentang gratifikasi, bukan yang lain',
  ])('%s', (text) => {
    expect(read(undefined, text).possiblySupervisory).toBe(true);
  });

  it('in the title too', () => {
    expect(read('Pungli', 'Setiap pagi di terminal.').possiblySupervisory).toBe(true);
  });
});

describe('words do not mark a complaint as possibly supervisory', () => {
  it.each([
    'Mohon sosialisasi anti korupsi di sekolah',
    'Kapan Tim Saber Pungli datang ke Sangatta?',
    'Mahasiswa KKN butuh posko di desa kami',
    'Jalan rusak di depan kantor camat',
    'Petugas ramah, tetapi antrian panjang',
    'Korupsilah',
    'suapan makanan untuk balita',
    'Disrupted water supply since Monday',
    'We enjoyed the anti-corruption exhibition',
  ])('%s', (text) => {
    expect(read(undefined, text).possiblySupervisory).toBe(false);
  });

  it('but what means something else does not hide what stands beside it', () => {
    expect(read(undefined, 'Tim saber pungli tidak datang, padahal pungli setiap hari').possiblySupervisory).toBe(true);
  });
});

describe('the word list', () => {
  it('reads the longest text there may be in a few milliseconds', () => {
    const text = 'ada kebakara '.repeat(770);
    const start = performance.now();
    read(undefined, text);
    expect(performance.now() - start).toBeLessThan(50);
  });

  it.each(['urgent', 'possiblySupervisory'] as const)('sets %s by each of its phrases alone', (mark) => {
    for (const phrase of list[mark]) expect(read(undefined, `x ${phrase} x`)[mark], phrase).toBe(true);
  });

  it('has a phrase once, and has a reason for every exception', () => {
    const all = [...list.urgent, ...list.possiblySupervisory, ...list.neither];
    expect(all.filter((phrase, at) => all.indexOf(phrase) !== at)).toEqual([]);
    const bare = readerOf({ ...list, neither: [] });
    const idle = list.neither.filter((phrase) => {
      const marks = bare(undefined, phrase);
      return !marks.urgent && !marks.possiblySupervisory;
    });
    expect(idle).toEqual([]);
  });
});

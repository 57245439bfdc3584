import { capital, type InEach } from '../language.js';
import { clockLabels } from '../labels.js';
import { agreedLine, askedLine, unsealedLine } from '../timeline/unsealing.js';
import { heldLine, releasedLine } from '../timeline/erasing.js';
import type { LinesOf, TimelineFact } from '../timeline/line.js';
import { named } from '../timeline/named-holder.js';
import type { Names } from '../routing-reasons.js';

type ForOfficers =
  | `complaint.${'accepted' | 'disputed' | 'withdrawn' | 'appealed' | 'added' | 'made-secret' | 'erasure-asked' | 'consent-withdrawn' | 'held' | 'released' | 'contact-corrected' | 'restricted' | 'identity-unsealing-asked' | 'identity-unsealing-agreed' | 'identity-unsealed'}`
  | `case.${'routing-void' | 'members-changed' | 'corrected' | 'text-added' | 'withdrawal-asked' | 'withdrawal-refused' | 'act-refused'}`
  | `deadline.${'stopped' | 'reminded'}`;

/** What happened, for officers, where the public is told nothing. */
export function officersLine(fact: TimelineFact, names: Names): InEach<string> | undefined {
  const line = (lines as Readonly<Record<string, unknown>>)[fact.type];
  if (line === undefined) return undefined;
  // TypeScript cannot see that the entry found by a fact's type takes that fact's body.
  return (line as (data: unknown, context: { names: Names; yours: boolean }) => InEach<string>)(fact.data, {
    names,
    yours: false,
  });
}

const acts: Readonly<Record<Extract<TimelineFact, { type: 'case.act-refused' }>['data']['act'], InEach<string>>> = {
  accepted: { id: 'menerima jawaban', en: 'accept the answer' },
  disputed: { id: 'menyatakan belum selesai', en: 'say that it is not solved' },
  completed: { id: 'melengkapi laporan', en: 'complete the report' },
  withdrawn: { id: 'mencabut laporan', en: 'withdraw the report' },
  appealed: { id: 'mengajukan keberatan', en: 'appeal' },
  'made-secret': { id: 'merahasiakan laporan', en: 'make the report secret' },
};

const lines: LinesOf<ForOfficers> = {
  'complaint.accepted': () => ({ id: 'Pelapor menerima jawaban.', en: 'The complainant accepted the answer.' }),
  'complaint.disputed': () => ({
    id: 'Pelapor menyatakan belum selesai.',
    en: 'The complainant said that it is not solved.',
  }),
  'complaint.withdrawn': () => ({
    id: 'Pelapor ingin mencabut laporan ini.',
    en: 'The complainant asked to withdraw this report.',
  }),
  'complaint.appealed': () => ({ id: 'Pelapor mengajukan keberatan.', en: 'The complainant appealed.' }),
  'complaint.added': () => ({ id: 'Pelapor menambah keterangan.', en: 'The complainant added details.' }),
  'complaint.made-secret': () => ({
    id: 'Pelapor merahasiakan laporan ini.',
    en: 'The complainant made this report secret.',
  }),
  'complaint.erasure-asked': () => ({
    id: 'Pelapor meminta datanya dihapus.',
    en: 'The complainant asked for erasure.',
  }),
  'complaint.consent-withdrawn': () => ({
    id: 'Pelapor meminta agar tidak dihubungi lagi.',
    en: 'The complainant asked not to be contacted any more.',
  }),
  'complaint.held': heldLine,
  'complaint.identity-unsealing-asked': askedLine,
  'complaint.identity-unsealing-agreed': agreedLine,
  'complaint.identity-unsealed': unsealedLine,
  'complaint.contact-corrected': () => ({
    id: 'Pelapor memperbaiki nama atau kontaknya.',
    en: 'The complainant corrected name or contact.',
  }),
  'complaint.restricted': ({ restricted }) =>
    restricted
      ? { id: 'Pelapor membatasi penggunaan datanya.', en: 'The complainant restricted the use of the own data.' }
      : { id: 'Pelapor mengizinkan datanya digunakan lagi.', en: 'The complainant allowed the use of the own data.' },
  'complaint.released': () => releasedLine,
  'case.routing-void': ({ agency }, { names }) => ({
    id: `Usulan ${names.agency(agency)} datang terlambat dan tidak dipakai.`,
    en: `${names.agency(agency)} was named too late, so nothing changed.`,
  }),
  'case.members-changed': ({ change }) => membersLines[change],
  'case.corrected': () => ({
    id: 'Data laporan ini diperbaiki; tulisan pelapor tidak berubah.',
    en: 'Details were corrected; the complainant’s words were not changed.',
  }),
  'case.text-added': ({ audience, by }) => {
    if (by === 'complainant') return { id: 'Pelapor menambah keterangan.', en: 'The complainant added details.' };
    return audience === 'complainant'
      ? { id: 'Petugas menulis kepada pelapor.', en: 'An officer wrote to the complainant.' }
      : { id: 'Petugas menulis catatan untuk petugas lain.', en: 'An officer left a note for other officers.' };
  },
  'case.withdrawal-asked': () => ({
    id: 'Pelapor ingin mencabut laporan ini; inspektorat memutuskan.',
    en: 'The complainant asked to withdraw it; the inspectorate decides.',
  }),
  'case.withdrawal-refused': ({ by }) =>
    by === 'clock'
      ? {
          id: 'Pencabutan tidak diputuskan tepat waktu, jadi laporan ini tetap diproses.',
          en: 'Nobody decided on the withdrawal in time, so work goes on.',
        }
      : {
          id: 'Inspektorat memutuskan bahwa laporan ini tetap diproses.',
          en: 'The inspectorate decided that work goes on.',
        },
  'case.act-refused': ({ act }) => ({
    id: `Pelapor ingin ${acts[act].id}, tetapi sudah terlambat untuk itu.`,
    en: `The complainant wanted to ${acts[act].en}, but it was too late for that.`,
  }),
  'deadline.stopped': ({ clock }) => ({
    id: `Batas ${clockLabels[clock].id} tidak dihitung lagi.`,
    en: `${clockLabels[clock].en} is not waited for any more.`,
  }),
  'deadline.reminded': ({ holder, clock, reminder }, { names }) => {
    if (reminder === 'before-archiving')
      return {
        id: 'Pelapor diingatkan bahwa laporan ini akan diarsipkan.',
        en: 'The complainant was reminded that it will be archived.',
      };
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} diingatkan tentang batas ${clockLabels[clock].id}.`,
      en: `${capital(name.en)} was reminded: ${clockLabels[clock].en.toLowerCase()} is due soon.`,
    };
  },
};

const membersLines: Readonly<
  Record<Extract<TimelineFact, { type: 'case.members-changed' }>['data']['change'], InEach<string>>
> = {
  joined: { id: 'Laporan serupa digabung dengan laporan ini.', en: 'A similar report was merged with this one.' },
  left: { id: 'Laporan yang digabung dipisahkan lagi.', en: 'A merged report was separated again.' },
  accepted: { id: 'Salah satu pelapor menerima jawaban.', en: 'One of the complainants accepted the answer.' },
  'lead-left': {
    id: 'Pelapor pertama mencabut laporannya; pelapor lain tetap menunggu.',
    en: 'The first complainant withdrew; others who told the same still wait.',
  },
};

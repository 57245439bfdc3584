import type {
  ArchiveReason,
  CaseState,
  Channel,
  Clock,
  ComplaintClass,
  ComplaintKind,
  MissingPart,
  Outcome,
  Role,
} from '@tuntas/events';
import type { InEach } from './language.js';

type Labels<Key extends string> = Readonly<Record<Key, InEach<string>>>;

/** States as people read them: domain.md §2 without the office's own words ("terdisposisi"). */
export const stateLabels: Labels<CaseState> = {
  SUBMITTED: { id: 'Menunggu diperiksa', en: 'Waiting to be checked' },
  POSTPONED: { id: 'Menunggu kelengkapan', en: 'Waiting for more details' },
  ROUTED: { id: 'Diteruskan ke instansi', en: 'Passed on to an agency' },
  ASSIGNED: { id: 'Diteruskan ke unit kerja', en: 'Passed on to a unit' },
  IN_PROGRESS: { id: 'Sedang diproses', en: 'Being worked on' },
  PENDING_VALIDATION: { id: 'Jawaban sedang diperiksa', en: 'Answer being checked' },
  ANSWERED: { id: 'Menunggu tanggapan pelapor', en: 'Waiting for the complainant’s reply' },
  CLOSED: { id: 'Selesai', en: 'Closed' },
  ARCHIVED: { id: 'Diarsipkan', en: 'Archived' },
  MERGED: { id: 'Digabung', en: 'Merged' },
  WITHDRAWN: { id: 'Dicabut', en: 'Withdrawn' },
};

export const kindLabels: Labels<ComplaintKind> = {
  complaint: { id: 'Pengaduan', en: 'Complaint' },
  aspiration: { id: 'Aspirasi', en: 'Suggestion' },
  information: { id: 'Permintaan informasi', en: 'Request for information' },
};

export const classLabels: Labels<ComplaintClass> = {
  supervisory: { id: 'Berkadar pengawasan', en: 'About misconduct' },
  ordinary: { id: 'Tidak berkadar pengawasan', en: 'About a service' },
  unknown: { id: 'Belum ditentukan', en: 'Not decided yet' },
};

export const outcomeLabels: Labels<Outcome> = {
  resolved: { id: 'Sudah diselesaikan', en: 'Solved' },
  explained: { id: 'Sudah dijelaskan', en: 'Explained' },
  planned: { id: 'Akan dikerjakan', en: 'Planned' },
  'cannot-be-solved': { id: 'Tidak dapat diselesaikan', en: 'Cannot be solved' },
  refused: { id: 'Ditolak dengan dasar hukum', en: 'Refused on legal grounds' },
};

/** What an officer asked for (T3), for a list after "Yang kurang:" and "Missing:". */
export const missingPartLabels: Labels<MissingPart> = {
  place: { id: 'tempat kejadian', en: 'where it happened' },
  time: { id: 'waktu kejadian', en: 'when it happened' },
  'what-happened': { id: 'apa yang terjadi', en: 'what happened' },
  'who-is-responsible': { id: 'siapa yang terlibat', en: 'who was involved' },
  evidence: { id: 'bukti atau foto', en: 'evidence or a photo' },
  identity: { id: 'identitas Anda', en: 'who you are' },
};

/** Why a report was put away (T5, T15), to follow "karena" and "because". */
export const archiveReasonLabels: Labels<ArchiveReason> = {
  incomplete: { id: 'kelengkapannya tidak kami terima', en: 'what was missing did not come' },
  unclear: { id: 'isinya tidak jelas', en: 'it is not clear what it is about' },
  spam: { id: 'isinya bukan laporan', en: 'it is no report' },
  'too-general': { id: 'isinya terlalu umum', en: 'it is too general' },
  'not-a-public-service': { id: 'bukan tentang layanan publik', en: 'it is not about a public service' },
  'unlawful-content': { id: 'isinya melanggar hukum', en: 'what it says is against the law' },
};

export const channelLabels: Labels<Channel> = {
  web: { id: 'Situs web', en: 'Website' },
  api: { id: 'Aplikasi lain', en: 'Another application' },
  phone: { id: 'Telepon', en: 'Telephone' },
  letter: { id: 'Surat', en: 'Letter' },
  'walk-in': { id: 'Datang langsung', en: 'In person' },
  email: { id: 'Surel', en: 'E-mail' },
  sms: { id: 'SMS', en: 'SMS' },
  whatsapp: { id: 'WhatsApp', en: 'WhatsApp' },
  import: { id: 'Dipindahkan dari sistem lain', en: 'Moved from another system' },
};

export const roleLabels: Labels<Role> = {
  'national-desk': { id: 'admin nasional', en: 'the national desk' },
  inspectorate: { id: 'inspektorat', en: 'the inspectorate' },
  coordinator: { id: 'koordinator instansi', en: 'the agency’s coordinator' },
  liaison: { id: 'petugas penghubung', en: 'the liaison officer' },
  validator: { id: 'pemeriksa jawaban', en: 'the validator' },
  leader: { id: 'pimpinan instansi', en: 'the head of the agency' },
  oversight: { id: 'pengawas', en: 'the oversight body' },
  auditor: { id: 'auditor', en: 'the auditor' },
};

/** Who or what moves a case, for the middle of a sentence: a post, the complainant, or the platform itself. */
export const actorLabels: Labels<Role | 'complainant' | 'clock' | 'routing' | 'intake' | 'organisation'> = {
  ...roleLabels,
  complainant: { id: 'pelapor', en: 'the complainant' },
  clock: { id: 'batas waktu', en: 'the time limit' },
  routing: { id: 'bagian penerusan', en: 'routing' },
  intake: { id: 'bagian penerimaan', en: 'intake' },
  organisation: { id: 'perubahan organisasi', en: 'a change of the organisation' },
};

/** What somebody did to a report, to follow who did it. follow-up's own test asks for one a move. */
export const moveLabels: Readonly<Record<string, InEach<string>>> = {
  open: { id: 'menerima laporan ini', en: 'took this report in' },
  route: { id: 'meneruskannya ke instansi', en: 'passed it on to an agency' },
  postpone: { id: 'meminta kelengkapan', en: 'asked for what is missing' },
  resume: { id: 'melanjutkannya', en: 'let it go on' },
  archiveIncomplete: { id: 'mengarsipkannya karena tidak dilengkapi', en: 'archived it, because nothing was added' },
  archive: { id: 'mengarsipkannya', en: 'archived it' },
  appeal: { id: 'mengajukan keberatan', en: 'appealed' },
  restore: { id: 'mengambilnya kembali dari arsip', en: 'took it out of the archive again' },
  assign: { id: 'meneruskannya ke unit kerja', en: 'gave it to a unit' },
  return: { id: 'mengembalikannya', en: 'returned it' },
  reassign: { id: 'meneruskannya ke unit lain', en: 'gave it to another unit' },
  giveBack: { id: 'menyerahkannya kembali ke koordinator', en: 'gave it back to the coordinator' },
  start: { id: 'mulai menanganinya', en: 'began to work on it' },
  propose: { id: 'mengusulkan jawaban', en: 'proposed an answer' },
  approve: { id: 'menyetujui jawabannya', en: 'approved the answer' },
  reject: { id: 'meminta jawabannya diperbaiki', en: 'asked for a better answer' },
  answer: { id: 'menjawabnya', en: 'answered it' },
  keepPromise: { id: 'melaksanakan tindakan yang dijanjikan', en: 'did what was promised' },
  extend: { id: 'memperpanjang batas jawabannya', en: 'took more time for the answer' },
  accept: { id: 'menerima jawabannya', en: 'accepted the answer' },
  closeSilent: { id: 'menutupnya tanpa tanggapan pelapor', en: 'closed it without a reply' },
  dispute: { id: 'menyatakan belum selesai', en: 'said that it is not solved' },
  reopen: { id: 'membukanya lagi', en: 'opened it again' },
  oversightReopen: { id: 'membukanya lagi atas pengawasan', en: 'opened it again to have it looked into' },
  merge: { id: 'menggabungkannya dengan laporan serupa', en: 'merged it with a similar report' },
  changeMembers: { id: 'mengubah laporan yang digabung', en: 'changed what is merged with it' },
  unmerge: { id: 'memisahkannya lagi', en: 'separated it again' },
  withdraw: { id: 'mencabutnya', en: 'withdrew it' },
  askWithdrawal: { id: 'meminta pencabutan', en: 'asked to withdraw it' },
  allowWithdrawal: { id: 'menyetujui pencabutannya', en: 'agreed that it is withdrawn' },
  refuseWithdrawal: { id: 'menolak pencabutannya', en: 'refused that it is withdrawn' },
  keepRunning: { id: 'melanjutkannya tanpa keputusan pencabutan', en: 'let it go on without a decision' },
  correct: { id: 'memperbaiki datanya', en: 'corrected its details' },
  addText: { id: 'menambah tulisan', en: 'added a text' },
  publish: { id: 'mengumumkan salinannya', en: 'published a copy of it' },
  setUrgency: { id: 'mengubah tanda daruratnya', en: 'changed whether it is urgent' },
  seal: { id: 'menyerahkannya hanya kepada inspektorat', en: 'gave it to the inspectorate alone' },
  makeSecret: { id: 'merahasiakannya', en: 'made it secret' },
  unseal: { id: 'menyerahkannya ke admin nasional', en: 'gave it to the national desk' },
  succeed: { id: 'memindahkannya ke penerusnya', en: 'moved it to the successor' },
};

/** To whom a missed deadline goes (`case.escalated`). */
export type EscalationTarget = 'liaison' | 'coordinator' | 'leader' | 'superior' | 'national-desk';

export const escalationLabels: Labels<EscalationTarget> = {
  liaison: roleLabels.liaison,
  coordinator: roleLabels.coordinator,
  leader: roleLabels.leader,
  superior: { id: 'atasan koordinator', en: 'the coordinator’s superior' },
  'national-desk': roleLabels['national-desk'],
};

/** What a clock waits for (domain.md §3), to follow "batas …" and "… is due by". */
export const clockLabels: Labels<Clock> = {
  D1: { id: 'penerusan ke instansi', en: 'The choice of an agency' },
  D1u: { id: 'tindakan darurat', en: 'Urgent action' },
  D2: { id: 'penunjukan unit kerja', en: 'The choice of a unit' },
  D3: { id: 'tindak lanjut pertama', en: 'The first follow-up' },
  D4: { id: 'jawaban', en: 'The answer' },
  D5: { id: 'kelengkapan laporan', en: 'The missing part' },
  D6: { id: 'tanggapan pelapor', en: 'The complainant’s reply' },
  D7: { id: 'jawaban baru', en: 'The new answer' },
  D8: { id: 'tindakan yang dijanjikan', en: 'The promised action' },
  D13: { id: 'keputusan pencabutan', en: 'The decision on withdrawing' },
};

import type { PartOfPages } from './words.js';

/** Officers' own pages: signing in, and where they land. */
export const desk = {
  title: { id: 'Petugas', en: 'Officers' },
  pleaseSignIn: {
    id: 'Halaman ini untuk petugas. Pelapor tidak perlu akun: lacak laporan dengan nomor atau kode rahasianya.',
    en: 'This page is for officers. You need no account for a report of your own: track it by its number or secret code.',
  },
  signIn: { id: 'Masuk', en: 'Sign in' },
  signedInAs: { id: 'Anda masuk sebagai', en: 'You are signed in as' },
  posts: { id: 'Tugas Anda', en: 'Your posts' },
  postIn: {
    id: (post: string, body: string) => `${post}, ${body}`,
    en: (post: string, body: string) => `${post}, ${body}`,
  },
  postUntil: { id: (day: string) => `sampai ${day}`, en: (day: string) => `until ${day}` },
  deputy: { id: 'sebagai pengganti', en: 'as a deputy' },
  noPosts: {
    id: 'Akun Anda belum punya tugas di sini, atau tugasnya sudah berakhir. Hubungi koordinator instansi Anda, atau admin nasional, dan sebutkan kode akun ini.',
    en: 'Your account has no post here, or its post has ended. Ask your agency’s coordinator or the national desk, and tell them this account code.',
  },
  account: { id: 'Kode akun', en: 'Account code' },
  queues: { id: 'Yang menunggu Anda', en: 'What waits for you' },
  queuesHint: {
    id: 'Tampilan daftar ini masih berupa data.',
    en: 'These lists are still shown as plain data.',
  },
  queuesNone: {
    id: 'Tugas ini tidak punya daftar kerja. Angka ada di halaman statistik.',
    en: 'This post has no list to work from. Numbers are on the page of figures.',
  },
  session: { id: 'Sesi Anda', en: 'Your session' },
  sessionEnds: {
    id: (idle: string, end: string) => `Tanpa kegiatan, sesi berakhir ${idle}. Paling lambat ${end}.`,
    en: (idle: string, end: string) => `If you do nothing, it ends on ${idle}. At the latest it ends on ${end}.`,
  },
  oneFactor: { id: 'Anda masuk dengan kata sandi saja.', en: 'You signed in by password only.' },
  twoFactors: { id: 'Anda masuk dengan dua faktor.', en: 'You signed in with two factors.' },
  addFactor: { id: 'Pakai faktor kedua', en: 'Use a second factor' },
  signOut: { id: 'Keluar', en: 'Sign out' },
  signOutAll: { id: 'Keluar dari semua perangkat', en: 'Sign out on all devices' },
  otherSessions: { id: 'Sesi lain yang terbuka', en: 'Other open sessions' },
  openedAndUsed: {
    id: (opened: string, used: string) => `Masuk ${opened}, terakhir dipakai ${used}.`,
    en: (opened: string, used: string) => `Signed in on ${opened}, last used on ${used}.`,
  },
  endOther: { id: 'Akhiri sesi ini', en: 'End this session' },
  signInAgain: {
    id: 'Masuk sekali lagi untuk mengakhiri salah satunya',
    en: 'Sign in once more to end one of them',
  },
  otherSessionsHint: {
    id: 'Perangkat dan tempatnya tidak kami catat. Kalau ada yang tidak Anda kenal, keluarlah dari semua perangkat dan ganti kata sandi.',
    en: 'We keep no record of devices and places. If you do not know one of them, sign out on all devices and change your password.',
  },
  failedTitle: { id: 'Anda belum masuk', en: 'You are not signed in' },
  failed: {
    id: 'Proses masuk tidak selesai, terlalu lama, atau dibuka di peramban lain. Mulailah lagi.',
    en: 'Signing in was not finished, took too long, or went on in another browser. Please start again.',
  },
  failedFactor: {
    id: 'Faktor kedua tidak diterima, atau sesi Anda sudah berakhir. Mulailah lagi.',
    en: 'The second factor was not accepted, or your session has ended. Please start again.',
  },
  again: { id: 'Mulai lagi', en: 'Start again' },
} as const satisfies PartOfPages;

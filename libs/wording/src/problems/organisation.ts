/** What the door of the organisation says when something was not taken: part of `problems`, in the same form. */
import type { Words } from './words.js';

export const organisationProblems = {
  'organisation-agency-unknown': {
    id: 'Instansi ini tidak dikenal atau sudah berakhir. Periksa lagi kodenya.',
    en: 'This agency is unknown or has ended. Check its code again.',
  },
  'post-needs-agency': {
    id: 'Peran ini hanya ada di dalam satu instansi. Sebutkan instansinya.',
    en: 'This role exists only inside one agency. Name the agency.',
  },
  'post-above-agencies': {
    id: 'Peran ini berdiri di atas semua instansi. Hapus instansinya.',
    en: 'This role stands above all agencies. Remove the agency.',
  },
  'post-without-unit': {
    id: 'Peran ini berlaku untuk seluruh instansi. Hapus unitnya.',
    en: 'This role is for the whole agency. Remove the unit.',
  },
  'post-ends-before-it-begins': {
    id: 'Masa ini berakhir sebelum dimulai. Pilih akhir yang lebih lambat.',
    en: 'This would end before it begins. Choose a later end.',
  },
  'post-held-already': {
    id: 'Orang ini sudah memegang jabatan yang sama pada masa itu. Ubah jabatan yang ada.',
    en: 'This person holds the same post at that time already. Change that one.',
  },
  'post-validates-own-unit': {
    id: 'Pejabat penghubung suatu unit tidak boleh memvalidasi jawaban unit itu. Pilih orang lain.',
    en: 'The liaison officer of a unit may not validate its answers. Choose another person.',
  },
  'absence-outside-post': {
    id: 'Ketidakhadiran ini di luar masa jabatan. Periksa lagi tanggalnya.',
    en: 'This absence lies outside the time of the post. Check its dates again.',
  },
  'absence-overlaps': {
    id: 'Pada masa itu sudah tercatat ketidakhadiran lain. Ubah yang sudah ada.',
    en: 'Another absence is recorded for that time. Change that one.',
  },
  'deputy-is-officer': {
    id: 'Seseorang tidak dapat menggantikan dirinya sendiri. Pilih orang lain.',
    en: 'Nobody is their own deputy. Choose another person.',
  },
} as const satisfies Readonly<Record<string, Words>>;

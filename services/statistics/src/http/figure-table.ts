import type { Language } from '@tuntas/events';
import { archiveReasonLabels, outcomeLabels, stateLabels } from '@tuntas/wording';
import type { Figures } from '../queries/show-figures.js';

type InEach<Words> = Readonly<Record<Language, Words>>;

const partLabels: Readonly<Record<string, InEach<string>>> = {
  ...stateLabels,
  ...outcomeLabels,
  ...archiveReasonLabels,
  routed: { id: 'Otomatis', en: 'Automatic' },
  'left-to-desk': { id: 'Diserahkan kepada petugas', en: 'Left to a desk' },
  once: { id: 'Sekali', en: 'Once' },
  twice: { id: 'Dua kali', en: 'Twice' },
  more: { id: 'Tiga kali atau lebih', en: 'Three times or more' },
  ACCEPTED: { id: 'Diterima pelapor', en: 'Accepted by the complainant' },
  NO_REPLY: { id: 'Tanpa tanggapan', en: 'Without a reply' },
  sent: { id: 'Terkirim', en: 'Sent' },
  unreachable: { id: 'Tidak dapat dihubungi', en: 'Nobody could be reached' },
};

/** The answer of `GET /api/figures`: every figure carries all that is needed to count it again. */
export function figuresAnswer({ about, figures }: Figures): object {
  return {
    ...about,
    figures: figures.map(({ definition: { id, name, definition, counts, unit }, figure: { parts, ...shown } }) => ({
      id,
      name,
      definition,
      counts,
      unit,
      period: { from: about.from, to: about.to },
      zone: about.zone,
      calendarVersion: about.calendarVersion,
      computedAt: about.computedAt,
      ...shown,
      ...(parts && { parts: parts.map(({ key, n: many }) => ({ key, name: partLabels[key], n: many })) }),
    })),
  };
}

const header = [
  'figure',
  'part',
  'name',
  'value',
  'n',
  'unit',
  'counts',
  'from',
  'to',
  'agency',
  'category',
  'zone',
  'calendar_version',
  'computed_at',
  'definition',
];

/** The same as a table: one line a figure and one a part of it. A withheld number is an empty cell. */
export function figuresTable({ about, figures }: Figures, language: Language): string {
  const { from, to, agency, category, zone, calendarVersion, computedAt } = about;
  const lines = figures.flatMap(
    ({ definition: { id, name, definition, counts, unit }, figure: { n, value, parts = [] } }) => {
      const line = (part: string, called: string, counted: number | null, kind: string) => [
        id,
        part,
        called,
        counted,
        n,
        kind,
        counts,
        from,
        to,
        agency?.name,
        category?.name,
        zone,
        calendarVersion,
        computedAt,
        definition[language],
      ];
      return [
        line('', name[language], value, unit),
        ...parts.map(({ key, n: many }) => line(key, partLabels[key]?.[language] ?? key, many, 'complaints')),
      ];
    },
  );
  return [header, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets a quote before it. */
export function cell(content: string | number | null | undefined): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'number') return String(content);
  const harmless = /^[=+\-@\t\r]/.test(content) ? `'${content}` : content;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Told } from '../door/complainant.js';
import type { Agency, Area } from '../door/organisation.js';

/** A complaint to be replayed, and where it should end up as far as somebody knows. */
export interface Replayed {
  readonly id: string;
  readonly told: Told;
  /** The agency that is right; empty when nobody can say. */
  readonly expected: string;
}

type Row = Readonly<Record<string, string>>;

/** Texts in the source longer than the door takes are cut; three of 8,690 are longer than 5,000 characters. */
const MOST_TEXT_CHARACTERS = 10_000;
const MOST_TITLE_CHARACTERS = 200;

/** The first so many code points, which is what the door counts. */
const cut = (text: string, most: number): string => Array.from(text).slice(0, most).join('');

const rowsOf = (path: string): Row[] =>
  parse<Row>(readFileSync(path), { columns: true, skip_empty_lines: true, bom: true });

/**
 * Reads a file of complaints. The file shipped with the project has a column `expected_office`; the city's file of 2022
 * has `office`, and its offices are matched to ours by function (`officesPath`, of the same folder).
 */
export function readComplaints(
  path: string,
  { areas, agencies, officesPath }: { areas: readonly Area[]; agencies: readonly Agency[]; officesPath?: string },
): Replayed[] {
  const districts = areas.filter(({ kind }) => kind === 'district');
  const functions = officesPath ? rowsOf(officesPath) : [];
  return rowsOf(path).map((row) => {
    const district = districtOf(row['district'] ?? '', districts);
    return {
      id: row['id'] ?? '',
      told: toldOf(row, district),
      expected: row['expected_office'] ?? expectedOf(row['office'] ?? '', district, functions, agencies),
    };
  });
}

function toldOf(row: Row, district: Area | undefined): Told {
  const id = row['id'] ?? '';
  const { topic, kind, name, email } = row;
  return {
    text: cut(row['text'] ?? '', MOST_TEXT_CHARACTERS),
    ...(topic ? { title: cut(topic, MOST_TITLE_CHARACTERS) } : {}),
    ...(kind ? { kind } : {}),
    ...(row['anonymous'] === 'yes' ? { anonymous: true } : {}),
    ...(row['secret'] === 'yes' ? { secret: true } : {}),
    ...(district ? { place: { area: district.code } } : {}),
    contact: {
      ...(name === '' ? {} : { name: name ?? `Pelapor ${id}` }),
      ...(email === '' ? {} : { email: email ?? `pelapor-${id}@contoh.id` }),
    },
  };
}

/** A district of ours by name; one of another city always becomes the same one of ours, by hash. */
function districtOf(name: string, districts: readonly Area[]): Area | undefined {
  const known = districts.find((district) => district.name.toLowerCase() === name.toLowerCase());
  if (known || !name || name === '-') return known;
  const hash = createHash('sha256').update(name).digest().readUInt32BE(0);
  return districts[hash % districts.length];
}

/** The office that has the function of the other city's office; a district's office for what its district offices had. */
function expectedOf(
  office: string,
  district: Area | undefined,
  functions: readonly Row[],
  agencies: readonly Agency[],
): string {
  const row = functions.find((one) => new RegExp(one['pattern_on_source_agency_ci'] ?? '^$', 'i').test(office));
  const wanted = row?.['urusan'] === 'KEWILAYAHAN' ? `Kecamatan ${district?.name ?? ''}` : row?.['kutim_opd'];
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');
  return agencies.find(({ name }) => wanted !== undefined && plain(name) === plain(wanted))?.code ?? '';
}

import type { Place, Zone } from '@tuntas/events';
import { stem, wordsOf } from './words.js';

/** GeoJSON (RFC 7946): longitude first. */
export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: number[][][] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] };

/** Geometry is a library's work and comes in from outside; a border belongs to both sides. */
export type Contains = (boundary: Boundary, longitude: number, latitude: number) => boolean;

/** A district or village, with the names people use for it. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly kind: 'province' | 'regency' | 'district' | 'village';
  readonly parent?: string | undefined;
  readonly alias?: string | undefined;
  /** The name is also an everyday word (mata air = spring): it counts only after desa, kelurahan, kecamatan. */
  readonly everydayWords: boolean;
  readonly zone: Zone;
  readonly boundary?: Boundary | undefined;
}

/** Where it happened, and how we know. */
export interface Located {
  readonly area: string;
  readonly by: 'point' | 'area' | 'name';
}

interface Named {
  readonly words: readonly string[];
  readonly area: Area;
}

interface Box {
  readonly area: Area;
  readonly boundary: Boundary;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

const villageMarkers = new Set(['desa', 'kelurahan', 'kampung']);
const districtMarkers = new Set(['kecamatan', 'camat']);

/** Finds the place of a complaint among the areas we know. */
export class Gazetteer {
  private readonly areas: ReadonlyMap<string, Area>;
  private readonly boxes: readonly Box[];
  private readonly byFirstWord = new Map<string, Named[]>();

  constructor(
    areas: readonly Area[],
    private readonly contains: Contains,
  ) {
    this.areas = new Map(areas.map((area) => [area.code, area]));
    this.boxes = areas.flatMap((area) => (area.boundary ? [boxOf(area, area.boundary)] : []));
    for (const area of areas) this.learn(area);
  }

  /**
   * The finest area that is sure: the point's district, the code that was named, a name in the words. A code or a name
   * inside the point's district is finer than the point and wins; one outside it loses.
   */
  locate({ area, place, words }: { area?: string; place?: Place; words: readonly string[] }): Located | undefined {
    const point = place?.point && this.around(place.point);
    const candidates = [
      ...[area, place?.area].map((code) => this.known(code, 'area')),
      place?.words === undefined ? undefined : this.known(this.named(wordsOf(place.words), true), 'name'),
      this.known(this.named(words, false), 'name'),
    ].filter((candidate) => candidate !== undefined);
    if (point === undefined) return candidates[0];
    return candidates.find((finer) => finer.area.startsWith(`${point}.`)) ?? { area: point, by: 'point' };
  }

  private known(code: string | undefined, by: Located['by']): Located | undefined {
    return code !== undefined && this.areas.has(code) ? { area: code, by } : undefined;
  }

  private around({ latitude, longitude }: NonNullable<Place['point']>): string | undefined {
    return this.boxes.find(
      ({ boundary, west, east, south, north }) =>
        longitude >= west &&
        longitude <= east &&
        latitude >= south &&
        latitude <= north &&
        this.contains(boundary, longitude, latitude),
    )?.area.code;
  }

  /** One area for all names found: the innermost if they lie in each other, their district if they share it. */
  private named(text: readonly string[], saidToBeAPlace: boolean): string | undefined {
    const codes = [...new Set(this.namesIn(text.map(plain), saidToBeAPlace))];
    const innermost = codes.toSorted((a, b) => b.length - a.length)[0];
    if (innermost === undefined || codes.every((code) => innermost.startsWith(code))) return innermost;
    const district = innermost.slice(0, 'pp.rr.dd'.length);
    return codes.every((code) => code.startsWith(district)) ? district : undefined;
  }

  /** Longest names first; the words of a name are used up by it. */
  private namesIn(words: readonly string[], saidToBeAPlace: boolean): string[] {
    const codes: string[] = [];
    for (let at = 0; at < words.length; at++) {
      const named = this.byFirstWord.get(words[at] ?? '');
      if (!named) continue;
      const before = words[at - 1] ?? '';
      const certain = saidToBeAPlace || villageMarkers.has(before) || districtMarkers.has(before);
      const fitting = named.filter(
        ({ words: name, area }) => (certain || !area.everydayWords) && name.every((word, i) => words[at + i] === word),
      );
      const longest = Math.max(0, ...fitting.map(({ words: name }) => name.length));
      const namesakes = fitting.filter(({ words: name }) => name.length === longest).map(({ area }) => area);
      const meant = meantAmong(namesakes, villageMarkers.has(before));
      if (meant) codes.push(meant.code);
      at += Math.max(0, longest - 1);
    }
    return codes;
  }

  private learn(area: Area): void {
    if (area.kind !== 'district' && area.kind !== 'village') return;
    for (const name of [area.name, area.alias]) {
      const words = wordsOf(name ?? '').map(plain);
      const [first] = words;
      if (first === undefined) continue;
      this.byFirstWord.set(first, [...(this.byFirstWord.get(first) ?? []), { words, area }]);
    }
  }
}

/** Sangatta Utara is a district and a village in it: the district, unless somebody says "desa". */
function meantAmong(namesakes: readonly Area[], saysVillage: boolean): Area | undefined {
  const kind = saysVillage ? 'village' : 'district';
  return namesakes.find((area) => area.kind === kind) ?? namesakes[0];
}

/** Names are not stemmed (Sandaran would become "sandar"), only chat abbreviations are written out; Sangata has one t. */
function plain(word: string): string {
  const whole = word === 'kec' || word === 'kel' || word === 'ds' ? stem(word) : word;
  return whole === 'sangata' || whole === 'sengata' || whole === 'sengatta' ? 'sangatta' : whole;
}

function boxOf(area: Area, boundary: Boundary): Box {
  const rings = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
  const points = rings.flat(2);
  const longitudes = points.map(([longitude = 0]) => longitude);
  const latitudes = points.map(([, latitude = 0]) => latitude);
  return {
    area,
    boundary,
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
  };
}

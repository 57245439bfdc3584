import type { Language } from '@tuntas/events';
import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { Figure } from '../upstream/figures.js';
import { numberIn } from './numbers.js';

type Parts = NonNullable<Figure['parts']>;

interface ChartProps {
  readonly id: string;
  readonly title: string;
  readonly parts: Parts;
  readonly language: Language;
}

/** In units of the drawing; a phone of 320 px shows it one to one. */
const WIDTH = 288;
const ROW = 44;
const BAR = 12;
/** Room behind the longest bar for its number. */
const NUMBER = 56;

/** Bars with their words and numbers, drawn on the server; the same as a table below, for whoever reads better so. */
export function BarChart({ id, title, parts, language }: ChartProps): JSX.Element | null {
  const { figures: words } = pageWords(language);
  const drawn = parts.filter(({ n }) => n !== 0);
  const most = drawn.toSorted((one, other) => (other.n ?? 0) - (one.n ?? 0))[0];
  if (!most) return null;
  const largest = words.largest(most.name[language], said(most.n, language));
  return (
    <>
      <svg
        class="bars"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${WIDTH} ${drawn.length * ROW}`}
        width={WIDTH}
        height={drawn.length * ROW}
      >
        <title id={`${id}-title`}>{words.chart(title)}</title>
        <desc id={`${id}-desc`}>{largest}</desc>
        {drawn.map(({ name, n }, row) => {
          const length = Math.max(((n ?? 0) / (most.n ?? 1)) * (WIDTH - NUMBER), 2);
          return (
            <g>
              <text x="0" y={row * ROW + 14}>
                {name[language]}
              </text>
              <rect x="0" y={row * ROW + 22} width={length.toFixed(1)} height={BAR} rx="3" />
              <text x={(length + 8).toFixed(1)} y={row * ROW + 33} class="number">
                {said(n, language)}
              </text>
            </g>
          );
        })}
      </svg>
      <details>
        <summary>{words.table}</summary>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.part}</th>
              <th scope="col">{words.count}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ name, n }) => (
              <tr>
                <th scope="row">{name[language]}</th>
                <td>{said(n, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const said = (n: number | null, language: Language): string => (n === null ? '< 5' : numberIn(n, language));

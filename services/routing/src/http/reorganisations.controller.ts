import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { agencyCode, areaCode, categoryCode, unitCode } from '@tuntas/events';
import { checkedBy, Officers, OfficersWrite, SecondFactor, Spends } from '@tuntas/runtime';
import { z } from 'zod';
import { ChangeOrganisation } from '../commands/change-organisation.js';
import type { Entry } from '../domain/chart.js';
import { reorganised } from '../domain/reorganise.js';
import { FindPlannedMoves, type PlannedMoves } from '../queries/planned-moves.js';

const name = z.string().trim().min(2).max(200);
const MOST_PARTS = 20;
const MOST_CODES = 200;
const after = z.strictObject({ code: unitCode, name: name.optional() });
const part = after.extend({
  categories: z.array(categoryCode).max(MOST_CODES).optional(),
  areas: z.array(areaCode).max(MOST_CODES).optional(),
});
const plan = z.strictObject({
  agency: agencyCode,
  effectiveAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  changes: z
    .array(
      z.discriminatedUnion('becomes', [
        z.strictObject({ becomes: z.literal('renamed'), unit: unitCode, name }),
        z.strictObject({ becomes: z.literal('closed'), unit: unitCode, successor: unitCode }),
        z.strictObject({ becomes: z.literal('merged'), units: z.array(unitCode).min(1).max(MOST_PARTS), into: after }),
        z.strictObject({
          becomes: z.literal('split'),
          unit: unitCode,
          into: z.array(part).min(1).max(MOST_PARTS),
          rest: unitCode,
        }),
      ]),
    )
    .min(1)
    .max(50),
});

/** By a name of its own: where metadata of decorators is made file by file, `z.output` itself would be looked for at run time. */
type Plan = z.output<typeof plan>;

/** What the plan leaves behind: units with their dates, and how many posts end with them. */
interface Planned {
  readonly agency: string;
  readonly effectiveAt: Date;
  readonly units: readonly object[];
  readonly postsEnding: number;
  /** Only of a dry run. */
  readonly moves?: PlannedMoves;
}

/** Units renamed, closed, merged and split, all at one instant to come; open cases follow by themselves (T23). */
@Controller('api/organisation/reorganisations')
@Officers('organisation.change')
@SecondFactor()
@Spends('costly')
export class ReorganisationsController {
  constructor(
    private readonly organisation: ChangeOrganisation,
    private readonly plannedMoves: FindPlannedMoves,
  ) {}

  /**
   * With `?dryRun=true` it says which open cases would move where if it were done now, and changes nothing. Cases that are
   * assigned until it happens, and while it happens, move as well.
   */
  @Post()
  @HttpCode(200)
  async plan(
    @OfficersWrite('or-new') { subject, posts, keyHash, bodyHash }: OfficersWrite,
    @Body(checkedBy(plan)) body: Plan,
    @Query('dryRun') dryRun?: string,
  ): Promise<Planned> {
    let entries: readonly Entry[] = [];
    const { agency, effectiveAt } = body;
    const asked = {
      what: 'reorganisation',
      outcome: (...[asking, chart]: Parameters<Parameters<ChangeOrganisation['execute']>[0]['outcome']>) =>
        reorganised(body, asking, chart),
      answer: (left: readonly Entry[]) => {
        entries = left;
        return {
          agency,
          effectiveAt,
          units: left.filter(({ of }) => of === 'unit').map(unitView),
          postsEnding: postsIn(left),
        };
      },
      subject,
      posts,
      keyHash,
      bodyHash,
    };
    if (dryRun !== 'true') return (await this.organisation.execute(asked)) as Planned;
    const preview = (await this.organisation.preview(asked)) as Planned;
    return { ...preview, moves: await this.plannedMoves.of(entries) };
  }
}

const postsIn = (entries: readonly Entry[]): number => entries.filter(({ of }) => of === 'post').length;

function unitView(entry: Entry): object {
  if (entry.of !== 'unit') throw new Error('Only units are shown.');
  const { code, version, name: called, beginsAt, endedAt, successor, split, nextName } = entry;
  return { code, version, name: called, beginsAt, endedAt, successor, split, nextName };
}

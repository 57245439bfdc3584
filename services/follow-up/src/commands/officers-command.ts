import { Inject, Injectable } from '@nestjs/common';
import type { EventDeclaration, Fact } from '@tuntas/events';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { Problem } from '@tuntas/runtime';
import type { Case } from '../domain/case.js';
import type { Setting } from '../domain/hindrances.js';
import type { Change } from '../domain/lifecycle.js';
import { type Move, type MoveName, moves } from '../domain/moves.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, type Permitted, permitted } from './officers-move.js';

type FactOf<Name extends MoveName> = (typeof moves)[Name]['fact'];

interface Besides {
  /** Facts that come with the move, such as the text it brings. */
  readonly also?: readonly Fact[];
  /** What is wrong with the body. */
  readonly unless?: Problem | undefined;
}

/** What a command makes of its body; of several moves, of one of them. */
export type Made<Name extends MoveName> = Name extends MoveName
  ? Pick<Change<FactOf<Name>>, 'changes' | 'says'> & Besides
  : never;

/** What it may use: the caller's post, the time, the settings, fresh ids for texts. */
export type Making = Permitted & Setting & Pick<Context, 'newId'>;

/**
 * One officer's move: who may not make it learns nothing (404), who saw another version learns who was first, and a move
 * that is not legal says what is (409). A command says only which move it is and what its body means.
 */
@Injectable()
export abstract class OfficersCommand<Name extends MoveName, Input extends Asked> implements Commands<Case, Input> {
  constructor(@Inject(CurrentSettings) protected readonly settings: CurrentSettings) {}

  /** Which of its moves is asked for. */
  protected abstract moveOf(asked: Input, state: Case | undefined, setting: Setting): Name;

  /** Asked for only where the move is legal and nothing hinders it as the case is. */
  protected abstract made(asked: Input, making: Making): Made<Name>;

  readonly decide = (state: Case | undefined, asked: Input, context: Context): Decision<Case> => {
    const setting = { now: context.now, settings: this.settings.now };
    const name = this.moveOf(asked, state, setting);
    const may = permitted(name, state, asked, setting);
    if (may instanceof Problem) return may;
    const { also = [], unless, ...change } = this.made(asked, { ...may, ...setting, newId: () => context.newId() });
    if (unless) return unless;
    const move: Move = moves[name];
    // TypeScript cannot see that what was made is the body of the move found by its name.
    const body = change as Omit<Change<EventDeclaration>, 'by' | 'at'>;
    return officersMove(move, may, body, { ...setting, asked, also });
  };
}

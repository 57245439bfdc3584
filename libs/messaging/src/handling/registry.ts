import { Injectable, type Type } from '@nestjs/common';
import { type EventDeclaration, streams, type StreamName } from '@tuntas/events';
import type { Decide, Reacts } from '../decision.js';
import type { Store, StoreClass } from '../store.js';

interface ReactionDeclaration {
  readonly event: EventDeclaration;
  readonly store: StoreClass<never>;
  readonly atSight: boolean;
}

const declarations = new WeakMap<Type, readonly ReactionDeclaration[]>();

/**
 * Declares what a class reacts to and whose state it decides on. An event has one reaction in a service; a class may
 * react to several events that are the same to it. `atSight`: also while the event waits behind others it is decided on, once
 * when it comes and once more in its turn; for what must not wait for a person, leaves no facts, and may be done twice.
 */
export function Reaction<State, D extends EventDeclaration>(
  event: D,
  store: StoreClass<State>,
  { atSight = false }: { readonly atSight?: boolean } = {},
): (target: new (...dependencies: never[]) => Reacts<State, D>) => void {
  return (target) => {
    const type = target as unknown as Type;
    Injectable()(type);
    declarations.set(type, [
      ...(declarations.get(type) ?? []),
      { event, store: store as unknown as StoreClass<never>, atSight },
    ]);
  };
}

/** True for a class with @Reaction above it. */
export function isReaction(type: Type): boolean {
  return declarations.has(type);
}

/** What the library calls when an event arrives. */
export interface Handler {
  readonly store: Store<unknown>;
  readonly decide: Decide<unknown, unknown>;
  readonly atSight: boolean;
}

/** All reactions of a service, found once at start. */
export class Reactions {
  readonly #byType = new Map<string, Handler>();
  readonly #streams = new Set<StreamName>();

  /** `provided` gives the instance of a class, as Nest made it. Fails at start when an event has two reactions. */
  constructor(classes: readonly Type[], provided: <T>(type: Type<T>) => T) {
    for (const type of classes) {
      const found = declarations.get(type);
      if (!found) throw new Error(`${type.name} has no @Reaction(event, store) above it.`);
      const reaction = provided(type) as Reacts<unknown, EventDeclaration>;
      for (const { event, store, atSight } of found) {
        const decide = reaction.decide.bind(reaction) as Decide<unknown, unknown>;
        this.#add(event, { store: provided(store as unknown as Type<Store<unknown>>), decide, atSight });
      }
    }
  }

  #add(event: EventDeclaration, handler: Handler): void {
    if (this.#byType.has(event.type)) throw new Error(`${event.type} has two reactions in this service.`);
    this.#byType.set(event.type, handler);
    this.#streams.add(event.stream);
  }

  for(type: string): Handler | undefined {
    return this.#byType.get(type);
  }

  /** The streams that carry at least one event somebody here reacts to, in the order they were declared. */
  get streams(): readonly StreamName[] {
    return (Object.keys(streams) as StreamName[]).filter((stream) => this.#streams.has(stream));
  }
}

// One conversation and the people in it: how they write, read, come and go while the nemesis is at work.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Owner } from '../support/client.ts';
import type { Opening, Write } from './history.ts';
import { type Caller, lookAtEnd, newWrite, post, postAndForget, setStatus } from './people/caller.ts';
import type { Founded } from './people/founder.ts';
import { enter, type Guest, pause } from './people/guest.ts';
import { asAgent, asVisitor, type Person } from './people/identity.ts';
import type { Chance } from './random.ts';

export interface Scene {
  id: string;
  opening: Opening;
  owner: Owner;
  guests: Guest[];
  callers: Caller[];
  /** Everyone writes until `end`; who asks by HTTP insists a little longer. */
  perform(end: number, until: number): Promise<void>;
}

/** Writers that share the visitor's allowance, with some left over. */
const SHARE = 7;
const SHORTEST_PACE = 300;

export function sceneOf(origin: string, owner: Owner, founded: Founded, chance: Chance): Scene {
  const visitor = asVisitor(origin, founded.id, founded.visitor);
  const agent = asAgent(origin, founded.id, owner);
  const tab = enter(visitor.identity('visitor'));
  const guests = [tab, enter(visitor.identity('other tab')), enter(agent.identity('agent'))];
  guests.push(enter(agent.identity('watcher')));
  const callers = ['agent by HTTP', 'closer', 'poller'].map((name) => agent.caller(name));
  callers.push(visitor.caller('visitor by HTTP'));
  const cast = { tab, guests, callers, visitor, agent, chance };
  return {
    id: founded.id,
    opening: founded.opening,
    owner,
    guests,
    callers,
    perform: (end, until) => perform(cast, end, until),
  };
}

interface Cast {
  tab: Guest;
  guests: Guest[];
  callers: Caller[];
  visitor: Person;
  agent: Person;
  chance: Chance;
}

async function perform(
  { tab, guests, callers, visitor, agent, chance }: Cast,
  end: number,
  until: number,
): Promise<void> {
  const [, otherTab, desk] = guests as [Guest, Guest, Guest];
  const [agentCaller, closer, poller, visitorCaller] = callers as [Caller, Caller, Caller, Caller];
  const pace = await paceOf(tab, end);
  const every = async (milliseconds: number, act: () => unknown) => {
    for (; performance.now() < end; await pause(milliseconds)) await act();
  };
  await Promise.all([
    ...[tab, otherTab, desk].map((guest) => every(pace, () => type(guest, chance))),
    every(pace, () => speak(visitorCaller, 'text', chance, until)),
    every(pace, () => speak(agentCaller, chance.happens(0.5) ? 'note' : 'text', chance, until)),
    every(2 * pace, () => sayTwice(tab, visitorCaller, until)),
    every(1_500, () => closeOrOpen(desk, closer, chance, until)),
    every(300, () => lookAtEnd(poller)),
    every(3_000, () => comeLate(guests, chance.pick([visitor, agent]), chance)),
  ]);
}

/** One message, or several at once; agents also write notes. */
function type({ witness, write }: Guest, chance: Chance): void {
  for (let left = chance.happens(0.15) ? 4 : 1; left > 0; left--)
    write(words(witness), !witness.isVisitor && chance.happens(0.25) ? 'note' : 'text');
}

const words = ({ name, written }: { name: string; written: Write[] }) => `${name} ${written.length}`;

const paceOf = async (guest: Guest, end: number) =>
  Math.max(SHORTEST_PACE, (SHARE * 10_000) / (await limitOf(guest, end)));

/** Messages per ten seconds, as the room's welcome says. */
export async function limitOf(guest: Guest, end: number): Promise<number> {
  while (guest.limit() === undefined && performance.now() < end) await sleep(50);
  return guest.limit() ?? 20;
}

/** Some are patient, some give up on an answer at once and ask again, some never ask again. */
async function speak(caller: Caller, kind: Write['kind'], chance: Chance, until: number): Promise<void> {
  const write = newWrite(words(caller.witness), kind);
  caller.witness.written.push(write);
  if (chance.happens(0.1)) await postAndForget(caller, write);
  else await post(caller, write, until, chance.happens(0.2) ? chance.between(1, 40) : undefined);
}

/** The same message by socket and by HTTP at once. */
async function sayTwice(tab: Guest, caller: Caller, until: number): Promise<void> {
  const write = tab.write(words(tab.witness));
  write.isLoose = true;
  const twin: Write = { ...write, answers: [] };
  caller.witness.written.push(twin);
  await post(caller, twin, until);
}

/** Only once an agent has answered: from then on the log tells every status. */
async function closeOrOpen(desk: Guest, closer: Caller, chance: Chance, until: number): Promise<void> {
  const isAnswered = desk.witness.seen.some(({ event }) => event?.type === 'agent_joined');
  if (isAnswered) await setStatus(closer, chance.pick(['closed', 'closed', 'open']), until);
}

/** Somebody comes who has read nothing, or some; some of them go again. */
async function comeLate(guests: Guest[], person: Person, chance: Chance): Promise<void> {
  const { isVisitor } = person.identity('');
  const known = guests.find(({ witness }) => witness.isVisitor === isVisitor)?.witness.seen ?? [];
  const after = chance.happens(0.5) ? 0 : (chance.pick(known)?.seq ?? 0);
  const guest = enter(person.identity(`latecomer ${guests.length}`), after);
  guests.push(guest);
  if (chance.happens(0.5)) setTimeout(guest.leave, chance.between(500, 6_000));
}

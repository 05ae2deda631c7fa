// A play: several rooms, people who write in them, a nemesis; then quiet, and the history is gathered.

import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../widget/protocol/generated.ts';
import { call, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { until } from '../support/wait.ts';
import { type Actor, enter, type Identity } from './actors.ts';
import type { Entry, RoomHistory } from './history.ts';

/** Where the play takes place, and what can be done to it. */
export interface World {
  origin: string;
  /** Harm to the server, by name; each chosen as often as the others. */
  harms: Record<string, (roomIds: string[]) => Promise<void>>;
  /** All harm ends. */
  heal(): Promise<void>;
  databaseEntries(roomId: string): Promise<RoomHistory['database']>;
}

export interface Outcome {
  rooms: RoomHistory[];
  figures: Record<string, number>;
}

interface Scene {
  id: string;
  owner: Owner;
  actors: Actor[];
}

/** One message a person this often, below the room's limit per sender. */
const PACE = 650;
const HARM_EVERY = 700;
/** After a series of failures a room tries the database again within a minute. */
const CATCH_UP = 70_000;

export async function play(world: World, seconds: number, rooms = 3): Promise<Outcome> {
  const owner = await signUp(world.origin);
  const scenes = await Promise.all(Array.from({ length: rooms }, () => open(world.origin, owner)));
  const figures: Record<string, number> = {};
  const end = Date.now() + seconds * 1000;
  await Promise.all([...scenes.map((scene) => converse(scene, end)), torment(world, scenes, end, figures)]);
  await world.heal();
  const histories = await Promise.all(scenes.map((scene) => gather(world, scene)));
  for (const { actors } of scenes) for (const actor of actors) actor.leave();
  figures.messages = histories.reduce((sum, { log }) => sum + log.length, 0);
  return { rooms: histories, figures };
}

async function open(origin: string, owner: Owner): Promise<Scene> {
  const visitor = await visit(origin, owner.widgetKey);
  type Started = { conversation: { id: string } };
  const started = await visitor.call<Started>('/api/widget/conversations', {
    body: { clientId: randomUUID() },
  });
  const { id } = expectStatus(started, 201).body.conversation;
  const people = [
    asVisitor(origin, id, visitor, 'visitor'),
    asVisitor(origin, id, visitor, 'other tab'),
    asAgent(origin, id, owner, 'agent'),
    asAgent(origin, id, owner, 'watcher'),
  ];
  return { id, owner, actors: people.map(enter) };
}

function asVisitor(origin: string, id: string, { token }: Visitor, name: string): Identity {
  const path = `/api/widget/conversations/${id}`;
  const protocols = ['chatdesk.v1', token];
  const headers = { authorization: `Bearer ${token}` };
  return { ...identity(origin, path, name, headers), isVisitor: true, protocols, headers: { origin } };
}

function asAgent(origin: string, id: string, { cookie }: Owner, name: string): Identity {
  return { ...identity(origin, `/api/conversations/${id}`, name, { cookie }), isVisitor: false };
}

function identity(
  origin: string,
  path: string,
  name: string,
  headers: Record<string, string>,
): Omit<Identity, 'isVisitor'> {
  return {
    name,
    url: (after) => `${origin.replace(/^http/, 'ws')}${path}/socket?after=${after}`,
    protocols: ['chatdesk.v1'],
    headers: { origin, ...headers },
    history: (after) => allMessages(origin, path, headers, after),
  };
}

/** All entries after a seq, page by page. */
async function allMessages(
  origin: string,
  path: string,
  headers: Record<string, string>,
  after: number,
): Promise<Message[]> {
  const all: Message[] = [];
  for (let next: string | null = `${after}`; next !== null; ) {
    type Page = { items: Message[]; next_cursor: string | null };
    const answer: { status: number; headers: Headers; body: Page } = await call<Page>(
      origin,
      `${path}/messages?after=${next}`,
      { headers },
    );
    const page = expectStatus(answer, 200).body;
    all.push(...page.items);
    next = page.next_cursor;
  }
  return all;
}

/** The visitor and the agent write; the others only read. */
async function converse({ actors }: Scene, end: number): Promise<void> {
  const writers = actors.filter(({ name }) => name === 'visitor' || name === 'agent');
  while (Date.now() < end) {
    for (const writer of writers) writer.write();
    await sleep(PACE);
  }
}

async function torment(
  world: World,
  scenes: Scene[],
  end: number,
  figures: Record<string, number>,
): Promise<void> {
  const ids = scenes.map(({ id }) => id);
  const everyone = scenes.flatMap(({ actors }) => actors);
  const harms: Record<string, () => unknown> = {
    drop: () => pick(everyone).wire.drop(),
    'lost answers': () => pick(everyone).wire.loseAnswers(),
    'slow reader': () => pick(everyone).wire.hold(1_500),
  };
  for (const [name, harm] of Object.entries(world.harms)) harms[name] = () => harm(ids);
  while (Date.now() < end) {
    const [name, harm] = pick(Object.entries(harms));
    figures[name] = (figures[name] ?? 0) + 1;
    await harm();
    await sleep(HARM_EVERY);
  }
}

const pick = <T>(list: T[]): T => list[randomInt(list.length)] as T;

/** Waits until all is quiet, then takes down what everyone holds. */
async function gather(world: World, { id, owner, actors }: Scene): Promise<RoomHistory> {
  const log = () => allMessages(world.origin, `/api/conversations/${id}`, { cookie: owner.cookie }, 0);
  const settled = async () => actors.every((actor) => actor.isSettled());
  await until(settled, (isSettled) => isSettled, 45_000);
  const entries: Entry[] = await log();
  const last = entries.at(-1)?.seq ?? 0;
  const lastVisible = entries.findLast(({ kind }) => kind !== 'note')?.seq ?? 0;
  const isCaughtUp = ({ isVisitor, seen }: Actor) => seen.at(-1)?.seq === (isVisitor ? lastVisible : last);
  // Who does not catch up is the checker's to find.
  await until(
    async () => actors.every(isCaughtUp),
    (all) => all,
    45_000,
  ).catch(() => undefined);
  const summary = async () => {
    type One = { items: { id: string; last_seq: number }[] };
    const { items } = (await owner.call<One>('/api/conversations?limit=100')).body;
    return items.find((one) => one.id === id) ?? { last_seq: 0 };
  };
  const inbox = await until(summary, ({ last_seq }) => last_seq === last, 20_000).catch(summary);
  const stored = () => world.databaseEntries(id);
  const database = await until(stored, ({ length }) => length === entries.length, CATCH_UP).catch(stored);
  const witnesses = actors.map(({ name, isVisitor, written, seen }) => ({
    name,
    isVisitor,
    written,
    seen: [...seen],
  }));
  return { id, log: entries, witnesses, database, summary: inbox };
}

// Two organizations on one server, and requests that are made by hand.

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { shown } from '../../support/accounts.ts';
import {
  type Client,
  converse,
  type Owner,
  operator,
  signUp,
  type Visitor,
  visit,
} from '../../support/client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { until } from '../../support/wait.ts';
import { type Operation, operations } from '../description.ts';

export interface Problem {
  code: string;
  errors?: { field: string; code: string; detail: string }[];
}

/** An organization with somebody in its chat. */
export interface Home {
  owner: Owner;
  visitor: Visitor;
  ids: { organization: string; agent: string; widget: string; customer: string; conversation: string };
}

export interface World {
  server: TestServer;
  origin: string;
  home: Home;
  /** Whom the attacks are after. */
  other: Home;
}

export async function makeWorld(): Promise<World> {
  assert.ok(calls.length >= 30 && withBody.length >= 15, 'the description knows of the calls');
  const server = await startServer({ LIMIT_MESSAGES: '100000', ...shown }, { limited: false });
  const { origin } = server;
  const [home, other] = await Promise.all([makeHome(origin, 'Ada'), makeHome(origin, 'Zqother Zqname')]);
  return { server, origin, home, other };
}

export async function makeHome(origin: string, name: string): Promise<Home> {
  const owner = await signUp(origin, name);
  const visitor = await visit(origin, owner.widgetKey, { userData: { name: `Visitor of ${name}` } });
  const conversation = await converse(visitor);
  const first = async (path: string) =>
    (await owner.call<{ items: { id: string }[] }>(path)).body.items[0]?.id ?? '';
  const [widget, customer] = [await first('/api/widgets'), await first('/api/customers')];
  const ids = { organization: owner.organizationId, agent: owner.agentId, widget, customer, conversation };
  return { owner, visitor, ids };
}

/** What the work changes is not what other tests look at: it has an organization for itself. */
export async function inHomeOfItsOwn(world: World, name: string, work: (home: Home) => Promise<void>) {
  const { home } = world;
  world.home = await makeHome(world.origin, name);
  try {
    await work(world.home);
  } finally {
    world.home = home;
  }
}

/** A request with exactly these headers and this body. */
export async function ask(origin: string, path: string, init: RequestInit = {}) {
  const response = await fetch(origin + path, { ...init, ...(init.body ? { duplex: 'half' } : {}) });
  const { status, headers } = response;
  const text = await response.text();
  const { code = '' } = status >= 400 ? (JSON.parse(text) as Problem) : {};
  return { status, headers, text, code };
}

/** Who may ask this, with the headers that show it. */
export function headersFor({ origin, home }: World, { who }: Operation): Record<string, string> {
  if (who === 'login') return { origin, cookie: home.owner.cookie };
  if (who === 'session') return { origin, authorization: `Bearer ${home.visitor.token}` };
  return { origin };
}

/** Calls of the API but those of sockets and those that end the session which asks. */
export const calls = operations.filter(
  ({ isSocket, path, who }) => !isSocket && !/logout|reset/.test(path) && who !== 'operator',
);
/** With a body of JSON; forms are refused otherwise. */
export const withBody = calls.filter(({ body, isMultipart }) => body !== undefined && !isMultipart);

/** A path with these ids in it. */
export function pathOf({ path }: Operation, { owner, ids }: Home): string {
  const id = path.includes('/customers/')
    ? ids.customer
    : path.includes('/widgets/')
      ? ids.widget
      : ids.conversation;
  return path.replace('{id}', id).replace('{key}', owner.widgetKey);
}

export const asOperator = ({ origin }: World): Client => operator(origin);

/** What a server says to bytes that no client of ours would send. */
export function sendBytes(origin: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let said = '';
    socket.on('data', (data) => {
      said += data.toString('latin1');
    });
    // A server that does not like it may hang up.
    socket.on('error', () => resolve(said));
    socket.on('close', () => resolve(said));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.write(bytes);
  });
}

/** Everything of an organization that is in the database, once that has heard of its first message. */
export async function rowsOf({ server }: World, organization: string): Promise<string> {
  const written = () => server.sql('SELECT seq FROM messages WHERE organization_id = ?', organization);
  await until(written, (rows) => rows.length > 0);
  const tables = ['widget_configs', 'widget_customers', 'conversations', 'messages', 'memberships'];
  const read = (table: string) =>
    server.sql(`SELECT * FROM ${table} WHERE organization_id = ? ORDER BY 1, 2`, organization);
  return JSON.stringify([
    await server.sql('SELECT * FROM organizations WHERE id = ?', organization),
    ...(await Promise.all(tables.map(read))),
  ]);
}

export const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** How long something takes, in the middle of many times. */
export async function usual(work: () => Promise<unknown>, times = 9): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return median(taken);
}

/** The server had nothing to say of faults of its own. */
export function expectNoFaults({ server }: World): void {
  const faults = server.logs().filter((line) => line.includes('"level":"error"'));
  assert.deepEqual(faults, []);
}

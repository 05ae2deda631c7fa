// A2, S1: what each role may. Every call of docs/openapi.json is tried in every role, with what is their own organization's;
// src/domain/roles.rs says what each asks for.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join, shown } from '../support/accounts.ts';
import { startServer, type TestServer } from '../support/server.ts';
import type { Asker } from './askers.ts';
import { attempt } from './attempt.ts';
import { operations } from './description.ts';
import { fill } from './fill.ts';
import { type Home, makeHome } from './world.ts';

const roles = ['agent', 'admin', 'owner'] as const;
type Role = (typeof roles)[number];

const calls = operations.filter(({ isSocket, who }) => !isSocket && who === 'login');
/** What would end the session that asks, or make it another role's. */
const ending = /logout|\/api\/auth\/(organization|password)|^(DELETE|PATCH) \/api\/agents\/{id}/;
/** What is shared is for admins, one’s own for everybody. */
const byContent = ['POST /api/canned-replies'];
const asks = (call: (typeof calls)[number], role: Role) => roles.indexOf(role) >= roles.indexOf(call.least);

let server: TestServer;
let home: Home;
const askers: Partial<Record<Role, Asker>> = {};

before(async () => {
  server = await startServer(shown, { limited: false });
  home = await makeHome(server, 'home');
  const asker = (cookie: string, role: Role): Asker => ({
    name: role,
    is: 'login',
    isAdmin: role !== 'agent',
    headers: { cookie },
    protocols: [],
    own: home.ids,
    email: home.email,
    isForeign: () => false,
  });
  askers.owner = asker(home.owner.cookie, 'owner');
  for (const role of ['agent', 'admin'] as const)
    askers[role] = asker((await join(server, home.owner, role)).cookie, role);
});
after(() => server.close());

test('all roles occur', () => {
  const found = new Set(calls.map(({ least }) => least));
  assert.ok(found.has('agent') && found.has('admin') && calls.length > 50);
});

describe('A2: each role may what it shall, and no more', () => {
  for (const operation of calls) {
    test(`${operation.name}: ${operation.least}`, async () => {
      for (const role of roles) {
        const asker = askers[role] as Asker;
        const mayAsk = asks(operation, role);
        if (mayAsk && ending.test(operation.name)) continue;
        const { status, text } = await attempt(server.origin, operation, fill(operation, home), asker);
        const said = `${role} got ${status} ${text.slice(0, 200)}`;
        if (!mayAsk) assert.match(`${status} ${text}`, /^403 .*"(admin|owner)_required"/, said);
        else if (!byContent.includes(operation.name))
          assert.ok(status < 500 && status !== 401 && !/"(admin|owner)_required"/.test(text), said);
      }
    });
  }
});

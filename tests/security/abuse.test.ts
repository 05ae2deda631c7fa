// What somebody with bad intent may try, one test for each way; tests/security/abuse has them by theme.

import { after, before, describe } from 'node:test';
import { accounts } from './abuse/accounts.ts';
import { enumeration } from './abuse/enumeration.ts';
import { injection } from './abuse/injection.ts';
import { input } from './abuse/input.ts';
import { origins } from './abuse/origins.ts';
import { races } from './abuse/races.ts';
import { sql } from './abuse/sql.ts';
import { tokens } from './abuse/tokens.ts';
import { makeWorld, type World } from './abuse/world.ts';

// Filled before the first test.
const world = {} as World;

before(async () => {
  Object.assign(world, await makeWorld());
});
after(() => world.server.close());

describe('accounts', () => accounts(world));
describe('tokens', () => tokens(world));
describe('origins', () => origins(world));
describe('injection', () => injection(world));
describe('sql', () => sql(world));
describe('input', () => input(world));
describe('enumeration', () => enumeration(world));
describe('races', () => races(world));

// Stands before the built worker and counts how often it calls D1 while somebody waits; what objects call later does not
// count. `/api/counted` gives the count since it was last asked.

import ours from '../../build/index.js';

export { Courier, Inbox, Room } from '../../build/index.js';

let calls = 0;
const own = new WeakMap();

/** What it is, but for some of its properties. */
const instead = (target, replaced) =>
  new Proxy(target, {
    get(_, name) {
      const value = Object.hasOwn(replaced, name) ? replaced[name] : Reflect.get(target, name, target);
      return typeof value === 'function' && name !== 'constructor' ? value.bind(target) : value;
    },
  });

function counted(statement) {
  const call = (name) => () => {
    calls += 1;
    return statement[name]();
  };
  const bind = (...values) => counted(statement.bind(...values));
  const same = instead(statement, { bind, all: call('all'), raw: call('raw') });
  own.set(same, statement);
  return same;
}

const database = (db) =>
  instead(db, {
    prepare: (query) => counted(db.prepare(query)),
    batch: (list) => {
      calls += 1;
      return db.batch(list.map((statement) => own.get(statement)));
    },
  });

export default class extends ours {
  constructor(context, env) {
    super(context, { ...env, DB: database(env.DB) });
  }

  fetch(request) {
    return new URL(request.url).pathname === '/api/counted' ? taken() : super.fetch(request);
  }
}

function taken() {
  const count = calls;
  calls = 0;
  return Response.json(count);
}

// Stands before the built worker and counts what it asks of D1 and of its objects' SQLite. `/bench/counts` gives the
// counts since it was last asked.

import ours, { Courier as OurCourier, Inbox as OurInbox, Room as OurRoom } from './index.js';

const none = () => ({ queries: 0, read: 0, written: 0, objectRead: 0, objectWritten: 0 });
let counts = none();

/** What the object is, but for some of its properties. */
function instead(target, replaced) {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(replaced, name)) return replaced[name];
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' && name !== 'constructor' ? value.bind(target) : value;
    },
  });
}

/** Which statement it is that a counted one stands for. */
const behind = new WeakMap();

function countedStatement(statement, query) {
  const counted = instead(statement, {
    bind: (...values) => countedStatement(statement.bind(...values), query),
    all: async () => add(await statement.all()),
    // Rows by position come without what they cost, so what only reads is asked twice.
    raw: async () => {
      const { results } = add(await statement.all());
      return /^\s*SELECT/.test(query) ? statement.raw() : results.map(Object.values);
    },
  });
  behind.set(counted, statement);
  return counted;
}

function add(answer) {
  counts.queries += 1;
  counts.read += answer.meta.rows_read;
  counts.written += answer.meta.rows_written;
  return answer;
}

const countedDatabase = (database) =>
  instead(database, {
    prepare: (query) => countedStatement(database.prepare(query), query),
    batch: async (list) => (await database.batch(list.map((one) => behind.get(one)))).map(add),
  });

/** They add what a statement has cost once the next one comes: a cursor knows only when it was read to its end. */
const settlers = new Set();

function countedSql(sql) {
  let last;
  const settle = () => {
    counts.objectRead += last?.rowsRead ?? 0;
    counts.objectWritten += last?.rowsWritten ?? 0;
    last = undefined;
  };
  settlers.add(settle);
  const exec = (query, ...values) => {
    settle();
    last = sql.exec(query, ...values);
    return last;
  };
  return instead(sql, { exec });
}

const countedState = (state) =>
  instead(state, { storage: instead(state.storage, { sql: countedSql(state.storage.sql) }) });

const countedEnv = (env) => ({ ...env, DB: countedDatabase(env.DB) });

const counted = (object) =>
  new Proxy(object, {
    construct: (target, [state, env], made) =>
      Reflect.construct(target, [countedState(state), countedEnv(env)], made),
  });

export const Courier = counted(OurCourier);
export const Inbox = counted(OurInbox);
export const Room = counted(OurRoom);

function takeCounts() {
  for (const settle of settlers) settle();
  const taken = counts;
  counts = none();
  return Response.json(taken);
}

export default new Proxy(ours, {
  construct(target, [context, env], made) {
    const worker = Reflect.construct(target, [context, countedEnv(env)], made);
    return instead(worker, {
      fetch: (request) =>
        new URL(request.url).pathname === '/bench/counts' ? takeCounts() : worker.fetch(request),
    });
  },
});

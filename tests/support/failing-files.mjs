// Stands before the built worker and lets the bucket of files fail: `/api/failing?files=put` (or `delete`, or both with a comma)
// from then on, `late` after it has done what it was asked; without, it works again.

import ours from '../../build/index.js';

export { Courier, Inbox, Room } from '../../build/index.js';

let failing = new Set();

const bucket = (files) => ({
  get: (...asked) => files.get(...asked),
  put: (...asked) => tried('put', () => files.put(...asked)),
  delete: (...asked) => tried('delete', () => files.delete(...asked)),
});

async function tried(name, work) {
  if (failing.has(name) && !failing.has('late')) throw new Error(`injected: ${name}`);
  const done = await work();
  if (failing.has(name)) throw new Error(`injected: ${name}, late`);
  return done;
}

export default class extends ours {
  constructor(context, env) {
    super(context, { ...env, FILES: bucket(env.FILES) });
  }

  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/api/failing') return super.fetch(request);
    failing = new Set(searchParams.get('files')?.split(',') ?? []);
    return new Response();
  }
}

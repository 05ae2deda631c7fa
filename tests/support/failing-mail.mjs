// Stands before the built worker and takes all mail itself: `/api/post` tells what was sent; `/api/post?failing=before` lets
// the binding fail from then on, `after` when it has sent the mail; without, it works again.

import ours, { Room as OurRoom } from '../../build/index.js';

export { Courier, Inbox } from '../../build/index.js';

const sent = [];
let failing = '';

const post = {
  async send(mail) {
    if (failing === 'before') throw new Error('injected');
    sent.push({ ...mail });
    if (failing === 'after') throw new Error('injected, late');
    return { messageId: `<${sent.length}@example.com>` };
  },
};

export class Room extends OurRoom {
  constructor(state, env) {
    super(state, { ...env, EMAIL: post });
  }
}

export default class extends ours {
  constructor(context, env) {
    super(context, { ...env, EMAIL: post });
  }

  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/api/post') return super.fetch(request);
    failing = searchParams.get('failing') ?? '';
    return Response.json(sent);
  }
}

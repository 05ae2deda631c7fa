// ChatDesk's calls, as the widget and the dashboard make them.

import { converse, expectStatus, signUp, visit } from '../../../tests/support/client.ts';
import { eachAtOnce } from '../../lib/orders.mjs';
import { message } from '../../room/adapters/words.mjs';

const MESSAGES = 100;
/** Who start conversations, one after the other: nobody may have more than a few that are open. */
const STARTERS = 200;

/** An organization with conversations, and for each of some people a visitor with one of them. */
export async function prepare(origin, { people, conversations }) {
  const owner = await signUp(origin);
  const visitors = await eachAtOnce(Array.from({ length: conversations }), async () => {
    const visitor = await visit(origin, owner.widgetKey);
    return { ...visitor, id: await converse(visitor) };
  });
  await eachAtOnce(visitors.slice(0, people), writeMuch);
  const starters = await eachAtOnce(Array.from({ length: STARTERS }), () => visit(origin, owner.widgetKey));
  let started = 0;
  const bearer = ({ token }) => ({ authorization: `Bearer ${token}` });
  const authorization = (who) => bearer(visitors[who]);
  const own = (who, path) => `/api/widget/conversations/${visitors[who].id}/${path}`;
  const requests = {
    config: () => ({ path: `/api/widget/config?key=${owner.widgetKey}` }),
    init: () => ({ method: 'POST', path: '/api/widget/init', body: opening(owner.widgetKey) }),
    start: () => ({
      method: 'POST',
      path: '/api/widget/conversations',
      headers: bearer(starters[started++ % STARTERS]),
      body: { message: message() },
    }),
    send: (who) => ({
      method: 'POST',
      path: own(who, 'messages'),
      headers: authorization(who),
      body: message(),
    }),
    own: (who) => ({ path: '/api/widget/conversations', headers: authorization(who) }),
    history: (who) => ({ path: own(who, `messages?after=0&limit=${MESSAGES}`), headers: authorization(who) }),
    inbox: () => ({ path: '/api/conversations?limit=50', headers: { cookie: owner.cookie } }),
  };
  return (name) => requests[name];
}

async function writeMuch(visitor) {
  for (let n = 1; n < MESSAGES; n += 1) {
    const path = `/api/widget/conversations/${visitor.id}/messages`;
    expectStatus(await visitor.call(path, { body: message() }), 201);
  }
}

const opening = (widgetKey) => ({
  widgetKey,
  page: { url: 'https://shop.example/blue', title: 'Blue', referrer: 'https://shop.example/' },
  language: 'en',
});

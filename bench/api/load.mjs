// node load.mjs CONTENDER ORIGIN: the people of one contender.

import { takeOrders } from '../lib/orders.mjs';
import { connect, crowd } from './client.mjs';

const [contender, origin] = process.argv.slice(2);
const adapter = await import(`./adapters/${contender}.mjs`);
const send = connect(origin);
let requests;

takeOrders({
  async prepare(options) {
    requests = await adapter.prepare(origin, options);
  },
  async once({ name }) {
    const { status, text } = await send(requests(name)(0));
    if (status >= 300) throw new Error(`${name}: ${status} ${text}`);
  },
  /** Everybody at once, for some time; `details` go to the adapter. */
  call: ({ name, details, ...times }) => crowd(send, requests(name, details), times),
});

// A thread beside a world's host: when whoever asked for the world is gone, it ends the host and its server, even if
// the host stands still just then.

import { family } from '../support/starter.ts';

const asker = process.ppid;

setInterval(() => {
  if (process.ppid === asker) return;
  for (const pid of family(process.pid).reverse()) process.kill(pid, 'SIGKILL');
}, 1_000);

// A reporter for Node's test runner: its closing totals, and the files in which something failed.

import { relative } from 'node:path';
import { at } from './paths.mjs';

const total = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/;

export default async function* outcome(events) {
  const totals = {};
  const failed = new Set();
  for await (const { type, data } of events) {
    if (type === 'test:fail' && !data.todo && data.file) failed.add(relative(at('.'), data.file));
    const [, of, count] = (type === 'test:diagnostic' && total.exec(data.message)) || [];
    if (of) totals[of] = Number(count);
  }
  yield JSON.stringify({ totals, failed: [...failed] });
}

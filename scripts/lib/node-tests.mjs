import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { at, projectNode } from './paths.mjs';
import { start } from './processes.mjs';
import { say, yellow } from './steps.mjs';

const patience = 5 * 60_000;
/** A browser on a busy machine may stumble over a file or two; over more, something is wrong. */
const mayStumble = 2;

/** Files that wait more than they work, and one that works long on one thread: they need no lane that others could work in. */
const beside = [
  'browser/files-again',
  'browser/inbox-live',
  'e2e/customers',
  'e2e/mail/missed',
  'e2e/mail/received',
  'e2e/presence',
  'e2e/webhooks-failures',
  'security/abuse',
  'torture/haste',
].map((name) => `tests/${name}.test.ts`);

/** Those that may begin early and go on beside whatever else there is to do, and the rest. */
export function apart(files) {
  const isPatient = (file) => beside.includes(file);
  const busy = files.filter((file) => !isPatient(file));
  return busy.length > 0 ? { patient: files.filter(isPatient), busy } : { patient: [], busy: files };
}

/**
 * Runs test files with Node's own runner, so many at once: readable as they go. Gives the closing totals, and the files
 * in which something failed.
 */
export async function nodeTests(files, env, lanes) {
  mkdirSync(at('test-results'), { recursive: true });
  const outcome = at(`test-results/outcome-${lanes}.json`);
  rmSync(outcome, { force: true });
  const limits = [`--test-concurrency=${lanes}`, `--test-timeout=${patience}`];
  const reports = [...report('spec', 'stdout'), ...report('./scripts/lib/outcome.mjs', outcome)];
  const runner = start(projectNode, ['--test', ...limits, ...reports, ...files], {
    // Each file is a process, and most read all of wrangler, which need not be compiled every time.
    env: { NODE_COMPILE_CACHE: at('node_modules/.cache/node'), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const passed = (await runner.ended) === 0;
  const told = existsSync(outcome) && readFileSync(outcome, 'utf8');
  return { passed: passed && !!told, ...JSON.parse(told || '{"totals":{},"failed":[]}') };
}

/** Shows the runner's closing lines, which other programs know how to read. Says whether all passed. */
export async function conclude(runs, env) {
  const totals = sum(runs.map((run) => run.totals));
  const failed = runs.flatMap((run) => run.failed);
  const passed = runs.every((run) => run.passed);
  const again = passed ? undefined : await secondGo(failed, env);
  if (again?.passed) say(yellow(`\nPassed in a second go only, alone: ${failed.join(', ')}`));
  say(`\n${closing(again?.passed ? settled(totals) : totals)}\n`);
  return passed || again?.passed === true;
}

/** What failed in a browser is tried once more with the machine to itself: a fault is there again, a stumble is not. */
async function secondGo(failed, env) {
  const inBrowser = failed.every((file) => file.startsWith('tests/browser/'));
  if (!inBrowser || failed.length === 0 || failed.length > mayStumble) return;
  say(yellow(`\nOnce more, alone: ${failed.join(', ')}`));
  return nodeTests(failed, env, 1);
}

const report = (name, destination) => [
  `--test-reporter=${name}`,
  `--test-reporter-destination=${destination}`,
];

/** Of runs that went on side by side. */
function sum(all) {
  const total = {};
  const add = (of, count) =>
    of === 'duration_ms' ? Math.max(total[of] ?? 0, count) : (total[of] ?? 0) + count;
  for (const [of, count] of all.flatMap(Object.entries)) total[of] = add(of, count);
  return total;
}

/** The totals once what had failed has passed. */
const settled = (totals) => ({
  ...totals,
  pass: totals.pass + totals.fail + totals.cancelled,
  fail: 0,
  cancelled: 0,
});

const closing = (totals) =>
  Object.entries(totals)
    .map(([of, count]) => `# ${of} ${count}`)
    .join('\n');

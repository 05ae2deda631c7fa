import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { at, projectNode } from './paths.mjs';
import { start } from './processes.mjs';
import { say, yellow } from './steps.mjs';

const patience = 5 * 60_000;
/** A browser on a busy machine may stumble over a file or two; over more, something is wrong. */
const mayStumble = 2;

/**
 * Runs test files with Node's own runner: readable as they go, then the runner's closing lines, which other
 * programs know how to read. Says whether all passed.
 */
export async function nodeTests(files, env) {
  mkdirSync(at('test-results'), { recursive: true });
  const first = await run(files, env, 2);
  const again = first.passed ? undefined : await secondGo(first.failed, env);
  if (again?.passed) say(yellow(`\nPassed in a second go only, alone: ${first.failed.join(', ')}`));
  say(`\n${closing(again?.passed ? settled(first.totals) : first.totals)}\n`);
  return first.passed || again?.passed === true;
}

/** What failed in a browser is tried once more with the machine to itself: a fault is there again, a stumble is not. */
async function secondGo(failed, env) {
  const inBrowser = failed.every((file) => file.startsWith('tests/browser/'));
  if (!inBrowser || failed.length === 0 || failed.length > mayStumble) return;
  say(yellow(`\nOnce more, alone: ${failed.join(', ')}`));
  return run(failed, env, 1);
}

async function run(files, env, atOnce) {
  const outcome = at('test-results/outcome.json');
  rmSync(outcome, { force: true });
  const limits = [`--test-concurrency=${atOnce}`, `--test-timeout=${patience}`];
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

const report = (name, destination) => [
  `--test-reporter=${name}`,
  `--test-reporter-destination=${destination}`,
];

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

import { mkdirSync, readFileSync } from 'node:fs';
import { at, projectNode } from './paths.mjs';
import { start } from './processes.mjs';
import { say } from './steps.mjs';

const patience = 5 * 60_000;
const totals = /^# (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

/**
 * Runs test files with Node's own runner: readable as they go, then the runner's closing lines, which other
 * programs know how to read. Says whether all passed.
 */
export async function nodeTests(files, env) {
  mkdirSync(at('test-results'), { recursive: true });
  const record = at('test-results/tests.tap');
  const limits = ['--test-concurrency=2', `--test-timeout=${patience}`];
  const reports = [...report('spec', 'stdout'), ...report('tap', record)];
  const runner = start(projectNode, ['--test', ...limits, ...reports, ...files], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await runner.ended;
  const closing = readFileSync(record, 'utf8')
    .split('\n')
    .filter((line) => totals.test(line));
  say(`\n${closing.join('\n')}\n`);
  return code === 0;
}

const report = (name, destination) => [
  `--test-reporter=${name}`,
  `--test-reporter-destination=${destination}`,
];

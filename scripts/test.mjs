// npm test [-- word …]: every check and every test, or those that the words mean (see lib/parts.mjs).

import { build } from './build.mjs';
import { findBrowser } from './lib/browser.mjs';
import { nativeTests, rustChecks, scriptChecks } from './lib/checks.mjs';
import { findFirefox } from './lib/firefox.mjs';
import { apart, conclude, nodeTests } from './lib/node-tests.mjs';
import { choose } from './lib/parts.mjs';
import { endChildrenOnSignals } from './lib/processes.mjs';
import { provideSchemathesis, schemathesis } from './lib/schemathesis.mjs';
import { bold, green, red, say, seconds, step, yellow } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { setUp } from './setup.mjs';

const failures = [];

async function test() {
  const since = Date.now();
  const words = process.argv.slice(2);
  const chosen = choose(words);
  await setUp();

  const { patient, busy } = apart(chosen.files);
  const ready = chosen.files.length > 0 && prepare(chosen.files);
  const early = patient.length > 0 && ready.then((env) => env && nodeTests(patient, env, 1));

  // Where one of them has to wait for a single thread, the others go on.
  const [env] = await Promise.all([ready, chosen.lint && inTurn(scriptChecks), rust(chosen)]);
  if (env) {
    const runs = await Promise.all([early, nodeTests(busy, env, 2)]);
    if (!(await conclude(runs.filter(Boolean), env))) failures.push('tests');
  } else if (chosen.files.length > 0)
    failures.push(`${chosen.files.length} test files that could not be run`);

  const time = seconds(Date.now() - since);
  if (failures.length === 0) return say(bold(green(`All is well (${time}).`)));
  say(bold(red(`Failed: ${failures.join(', ')} (${time}).`)));
  return 1;
}

async function rust({ lint, native, nativeFilters }) {
  if (lint) await inTurn(rustChecks);
  if (native) await attempt('native tests', (tell) => nativeTests(nativeFilters, tell));
}

/** All that test files need. Gives their environment, if everything is there. */
async function prepare(files) {
  const env = {};
  const isReady =
    (await attempt('build', () => build(), { quiet: true })) &&
    (!needsBrowser(files) || (await prepareBrowser(env))) &&
    (!needsFirefox(files) || (await prepareFirefox(env))) &&
    (!needsSchemathesis(files) || (await prepareFuzzing(env)));
  return isReady && env;
}

const needsBrowser = (files) => files.some((file) => file.startsWith('tests/browser/'));
const needsFirefox = (files) => files.includes('tests/browser/firefox.test.ts');
const needsSchemathesis = (files) => files.some((file) => file.startsWith('tests/fuzz/'));

const prepareBrowser = (env) =>
  attempt('browser', async (tell) => {
    env.CHROME_PATH = await findBrowser(tell);
  });

/** Chromium is what all is tested in; one journey is also tried in Firefox, where there is one. */
async function prepareFirefox(env) {
  await attempt('Firefox', async (tell) => {
    const firefox = await findFirefox(tell);
    if (firefox) env.FIREFOX_PATH = firefox;
    else say(yellow('Nothing is tried in Firefox: there is none. Install it, or name it in FIREFOX_PATH.'));
  });
  return true;
}

/** It needs Python: where there is none to be had, the run says so and goes on. */
async function prepareFuzzing(env) {
  env.SCHEMATHESIS = schemathesis;
  await step('schemathesis', provideSchemathesis).catch((error) => {
    delete env.SCHEMATHESIS;
    say(yellow(`The API is not fuzzed. ${error.message}`));
  });
  return true;
}

async function inTurn(checks) {
  for (const [name, check] of Object.entries(checks)) await attempt(name, check);
}

/** Runs a step to its end; a failure is shown and remembered, and does not keep the others from running. */
async function attempt(name, work, { quiet } = {}) {
  try {
    await (quiet ? work() : step(name, work));
    return true;
  } catch (error) {
    failures.push(name);
    say(`\n${error instanceof Stop ? error.message : (error.output ?? error.stack)}\n`);
    return false;
  }
}

endChildrenOnSignals();
main(test);

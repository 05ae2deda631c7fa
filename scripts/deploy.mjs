// npm run deploy: the first time it makes what is missing (database, file store, secrets); every time it brings
// the schema up to date before the code that needs it, deploys, and keeps the widget's files for when the next deploy has
// replaced them.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { keepBuilds } from './lib/builds.mjs';
import { readFlags } from './lib/flags.mjs';
import { at } from './lib/paths.mjs';
import { CommandFailed, endChildrenOnSignals, runAttached } from './lib/processes.mjs';
import { newSecret, secretNames } from './lib/secrets.mjs';
import { bold, green, say, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { readConfig, runWrangler, wrangler, wranglerEnv } from './lib/wrangler.mjs';
import { setUp } from './setup.mjs';

const help = `npm run deploy -- [flags]

  --dry-run     everything that needs no account
  --env NAME    deploys [env.NAME] of wrangler.toml
  --help        show this

Other flags go to \`wrangler deploy\` as they are.`;

async function deploy() {
  const flags = readFlags(process.argv.slice(2), {
    '--dry-run': 'switch',
    '--env': 'value',
    '--help': 'switch',
  });
  if (flags['--help']) return say(help);
  const environment = flags['--env'];
  const forEnvironment = environment ? ['--env', environment] : [];
  await setUp();
  await build();

  if (flags['--dry-run']) return wranglerDeploy(['--dry-run', ...forEnvironment, ...flags.rest]);
  await step('logged in', requireLogin);
  await step('database', (tell) => provideDatabase(environment, forEnvironment, tell));
  const secrets = await missingSecrets(forEnvironment);
  const code = await withFile(secrets, (file) => wranglerDeploy([...file, ...forEnvironment, ...flags.rest]));
  if (code !== 0) return code;
  await step('builds kept', () => keep(environment, forEnvironment));
  sayWhatNext(secrets, forEnvironment);
}

const wranglerDeploy = (args) =>
  runAttached(wrangler[0], [wrangler[1], 'deploy', ...args], { env: wranglerEnv });

async function requireLogin() {
  try {
    await runWrangler(['whoami', '--json']);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new Stop(
      'You are not logged in to Cloudflare.\nRun `npx wrangler login` (or set CLOUDFLARE_API_TOKEN) and then `npm run deploy` again.\nWithout an account: npm run deploy -- --dry-run',
    );
  }
}

/** The configuration names the database and no id: wrangler finds it by its name in whatever account this is. */
async function provideDatabase(environment, forEnvironment, tell) {
  const { d1_databases: databases } = await readConfig(environment);
  const { database_name: name } = databases.find(({ binding }) => binding === 'DB') ?? {};
  if (!name) throw new Stop(`wrangler.toml names no database DB for the environment "${environment}".`);
  const existing = JSON.parse(afterNoise(await runWrangler(['d1', 'list', '--json'])));
  if (!existing.some((database) => database.name === name)) {
    tell(`creating ${name}`);
    await runWrangler(['d1', 'create', name, '--update-config=false']);
  }
  tell('applying schema.sql');
  await runWrangler(['d1', 'execute', 'DB', '--remote', '--yes', '--file', 'schema.sql', ...forEnvironment]);
}

/** After the deploy, which makes the bucket if it is missing. */
async function keep(environment, forEnvironment) {
  const { r2_buckets: buckets } = await readConfig(environment);
  const { bucket_name: name } = buckets.find(({ binding }) => binding === 'FILES') ?? {};
  if (!name) throw new Stop(`wrangler.toml names no bucket FILES for the environment "${environment}".`);
  try {
    await keepBuilds(name, ['--remote', ...forEnvironment]);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new Stop(
      `ChatDesk is deployed, but the widget's files could not be kept for later:\n${error.output ?? error.message}\nRun \`npm run deploy\` again before you change anything.`,
    );
  }
}

/** Fresh values for the secrets that the deployed worker lacks; on the first deploy that is all of them. */
async function missingSecrets(forEnvironment) {
  const present = await runWrangler(['secret', 'list', ...forEnvironment]).then(
    (printed) => JSON.parse(afterNoise(printed)).map(({ name }) => name),
    unlessFirstDeploy,
  );
  const missing = secretNames.filter((name) => !present.includes(name));
  return Object.fromEntries(missing.map((name) => [name, newSecret()]));
}

function unlessFirstDeploy(error) {
  if (/10007|not found|does not exist/i.test(error.output ?? '')) return [];
  throw error;
}

/** Hands the secrets to wrangler in a file that only we can read and that is gone afterwards. */
async function withFile(secrets, work) {
  if (Object.keys(secrets).length === 0) return work([]);
  const file = at('.wrangler/secrets.json');
  mkdirSync(at('.wrangler'), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  try {
    return await work(['--secrets-file', file]);
  } finally {
    rmSync(file, { force: true });
  }
}

/** wrangler's JSON, without the remarks that it may print before. */
const afterNoise = (printed) => printed.slice(printed.search(/^\[/m));

function sayWhatNext(secrets, forEnvironment) {
  say(`\n${bold(green('Deployed.'))} Open the address above and sign up to create your organization.`);
  if (!secrets.OPERATOR_TOKEN) return;
  const command = ['npx wrangler secret put OPERATOR_TOKEN', ...forEnvironment].join(' ');
  say(
    `To change plans as the operator, first choose a token of your own, of at least 32 characters: ${command}`,
  );
}

endChildrenOnSignals();
main(deploy);

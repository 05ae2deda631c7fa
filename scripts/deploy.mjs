// npm run deploy: the first time it makes what is missing (database, file store, secrets); every time it brings
// the schema up to date before the code that needs it, deploys, and keeps the widget's files for when the next deploy has
// replaced them.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { keepBuilds } from './lib/builds.mjs';
import { readFlags } from './lib/flags.mjs';
import { configurationNamed } from './lib/named.mjs';
import { at } from './lib/paths.mjs';
import { CommandFailed, endChildrenOnSignals, runAttached } from './lib/processes.mjs';
import { bringUpToDate } from './lib/schema.mjs';
import { newSecret, secretNames } from './lib/secrets.mjs';
import { bold, green, say, step } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { readConfig, runWrangler, wrangler, wranglerEnv } from './lib/wrangler.mjs';
import { setUp } from './setup.mjs';

const help = `npm run deploy -- [flags]

  --dry-run     everything that needs no account
  --name NAME   deploys a ChatDesk of that name beside the usual one, with a database and files of its own
  --help        show this

Other flags go to \`wrangler deploy\` as they are.`;

async function deploy() {
  const flags = readFlags(process.argv.slice(2), {
    '--dry-run': 'switch',
    '--name': 'value',
    '--help': 'switch',
  });
  if (flags['--help']) return say(help);
  const name = flags['--name'];
  const config = name ? configurationNamed(name) : 'wrangler.toml';
  const target = ['--config', config];
  await setUp();
  await build();

  if (flags['--dry-run']) return wranglerDeploy(['--dry-run', ...target, ...flags.rest]);
  await step('logged in', requireLogin);
  const names = namesIn(await readConfig(config));
  await step('database', (tell) => provideDatabase(names.database, target, tell));
  const secrets = await missingSecrets(target);
  const code = await withFile(secrets, (file) => wranglerDeploy([...file, ...target, ...flags.rest]));
  if (code !== 0) return code;
  await step('builds kept', () => keep(names.bucket, target));
  sayWhatNext(secrets, name ? ['--name', name] : []);
}

/** The configuration names database and bucket and no ids: wrangler finds them in whatever account this is. */
function namesIn({ d1_databases: databases, r2_buckets: buckets }) {
  const database = databases.find(({ binding }) => binding === 'DB')?.database_name;
  const bucket = buckets.find(({ binding }) => binding === 'FILES')?.bucket_name;
  if (!database || !bucket) throw new Stop('wrangler.toml must name a database DB and a bucket FILES.');
  return { database, bucket };
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

async function provideDatabase(name, target, tell) {
  const existing = JSON.parse(afterNoise(await runWrangler(['d1', 'list', '--json'])));
  if (!existing.some((database) => database.name === name)) {
    tell(`creating ${name}`);
    await runWrangler(['d1', 'create', name, '--update-config=false']);
  }
  return bringUpToDate(['--remote', ...target], tell);
}

/** After the deploy, which makes the bucket if it is missing. */
async function keep(bucket, target) {
  try {
    await keepBuilds(bucket, ['--remote', ...target]);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new Stop(
      `ChatDesk is deployed, but the widget's files could not be kept for later:\n${error.output ?? error.message}\nRun \`npm run deploy\` again before you change anything.`,
    );
  }
}

/** Fresh values for the secrets that the deployed worker lacks; on the first deploy that is all of them. */
async function missingSecrets(target) {
  const present = await runWrangler(['secret', 'list', ...target]).then(
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

function sayWhatNext(secrets, named) {
  say(`\n${bold(green('Deployed.'))} Open the address above and sign up to create your organization.`);
  if (!secrets.OPERATOR_TOKEN) return;
  const command = ['npx wrangler secret put OPERATOR_TOKEN', ...named].join(' ');
  say(
    `To change plans as the operator, first choose a token of your own, of at least 32 characters: ${command}`,
  );
}

endChildrenOnSignals();
main(deploy);

// A second ChatDesk in the same account, with all of its own: for trying a version before everybody gets it.

import { readFileSync, writeFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { Stop } from './stop.mjs';

const NAME = /^[a-z][a-z0-9-]{1,40}[a-z0-9]$/;

/** Writes the configuration of that name, which differs from wrangler.toml in names only; answers its file. */
export function configurationNamed(name) {
  if (!NAME.test(name))
    throw new Stop(
      `"${name}" is no name for a deployment. It takes 3 to 42 small letters, digits and hyphens.`,
    );
  const file = `wrangler.${name}.toml`;
  const text = `# Made by \`npm run deploy -- --name ${name}\` out of wrangler.toml; change that one.\n${renamed(readFileSync(at('wrangler.toml'), 'utf8'), name)}`;
  writeFileSync(at(file), text);
  return file;
}

export const renamed = (text, name) =>
  text
    .replace(/^name = ".*"$/m, `name = "${name}"`)
    .replace(/^database_name = ".*"$/m, `database_name = "${name}"`)
    .replace(/^bucket_name = ".*"$/m, `bucket_name = "${name}-files"`)
    .replace(/^namespace_id = "(\d+)"$/gm, (_, id) => `namespace_id = "${spread(name) + Number(id)}"`);

/** Limits count by these numbers in all of an account: two deployments must not use up each other's. */
const spread = (name) =>
  10_000 * (1 + ([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % 100_000));

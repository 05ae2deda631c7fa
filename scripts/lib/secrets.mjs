import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { at } from './paths.mjs';

/** What the worker needs and nobody may read: see wrangler.toml. */
export const secretNames = ['SESSION_SECRET', 'OPERATOR_TOKEN'];

export const newSecret = () => randomBytes(32).toString('base64url');

/** Makes the local secrets that .dev.vars lacks; those it has stay, so that sessions outlive a restart. */
export function localSecrets() {
  const file = at('.dev.vars');
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lacking = secretNames.filter((name) => !new RegExp(`^\\s*${name}\\s*=`, 'm').test(present));
  if (lacking.length === 0) return 'up to date';
  const before = present && !present.endsWith('\n') ? `${present}\n` : present;
  writeFileSync(file, before + lacking.map((name) => `${name}=${newSecret()}\n`).join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
}

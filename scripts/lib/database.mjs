import { existsSync } from 'node:fs';
import path from 'node:path';
import { bringUpToDate, migrationsFolder } from './schema.mjs';
import { digest, unlessDone } from './stamps.mjs';

/** Brings the local database in a state folder up to date. */
export function localDatabase(stateFolder, say) {
  const stamp = path.join(stateFolder, 'schema.stamp');
  const sources = ['schema.sql', 'wrangler.toml', migrationsFolder];
  return unlessDone(stamp, digest(sources), () => {
    const isNew = !existsSync(path.join(stateFolder, 'v3'));
    return bringUpToDate(['--local', '--persist-to', stateFolder], say, { isNew });
  });
}

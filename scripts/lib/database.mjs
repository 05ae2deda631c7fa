import path from 'node:path';
import { digest, unlessDone } from './stamps.mjs';
import { runWrangler } from './wrangler.mjs';

/** Brings the local database in a state folder up to schema.sql, which is safe to apply again. */
export function localDatabase(stateFolder, say) {
  const stamp = path.join(stateFolder, 'schema.stamp');
  return unlessDone(stamp, digest(['schema.sql', 'wrangler.toml']), async () => {
    const target = ['--local', '--persist-to', stateFolder];
    await runWrangler(['d1', 'execute', 'DB', '--file', 'schema.sql', '--yes', ...target], { onLine: say });
  });
}

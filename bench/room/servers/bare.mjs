// node bare.mjs DATA: the bare worker beside this file.

import { fileURLToPath } from 'node:url';
import { serve } from '../../lib/serve.mjs';
import { startWorkerd } from '../../lib/workerd.mjs';

const [dataFolder] = process.argv.slice(2);
const file = fileURLToPath(new URL('bare-worker.mjs', import.meta.url));
const { runtime, origin, pid } = await startWorkerd([file], dataFolder, {
  name: 'bare',
  compatibilityDate: '2026-10-01',
  durableObjects: { ROOM: { className: 'Room', useSQLite: true } },
});

serve({ origin, pid, close: () => runtime.dispose() });

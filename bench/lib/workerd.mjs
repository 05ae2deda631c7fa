// A worker on local workerd as both our own and the bare one run: no proxy worker in between (a direct socket), no
// static files, data on disk.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';

// A placeholder for `Request.cf` at once, not after a look-up that a closed network lets time out.
process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false';

const types = { '.js': 'ESModule', '.mjs': 'ESModule', '.wasm': 'CompiledWasm' };

/** Starts a worker; `files` are its modules, the first is the entry. `BENCH_INSPECT` names a port for a profiler. */
export async function startWorkerd(files, dataFolder, worker) {
  const inspectorPort = Number(process.env.BENCH_INSPECT) || undefined;
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: dataFolder,
      ...(inspectorPort && { inspectorPort }),
      workers: [
        {
          ...worker,
          modulesRoot: path.dirname(files[0]),
          modules: files.map((file) => ({ type: types[path.extname(file)], path: file })),
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
      ],
    }),
  );
  await runtime.ready;
  const { origin } = await runtime.unsafeGetDirectURL();
  return { runtime, origin, pid: onlyChild() };
}

/** workerd is the one program that this process has started. */
const onlyChild = () =>
  Number(execFileSync('pgrep', ['-P', String(process.pid), 'workerd'], { encoding: 'utf8' }));

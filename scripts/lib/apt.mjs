import { run, which } from './processes.mjs';

/** Installs packages of the system where that needs no password; whether it worked is for the caller to see. */
export async function installPackages(names, say) {
  if (process.getuid?.() !== 0 || !which('apt-get')) return;
  const options = { onLine: say, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update'], options).catch(() => {});
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], options).catch(() => {});
}

import { withNetwork } from './network.mjs';
import { at } from './paths.mjs';
import { run } from './processes.mjs';
import { digest, unlessDone } from './stamps.mjs';

// npm's own patience with a dead network is minutes.
const impatient = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Installs exactly what package-lock.json names. The stamp lies in node_modules, so it goes when that goes. */
export function npmPackages(say) {
  const current = digest(['package.json', 'package-lock.json'], process.platform, process.arch);
  return unlessDone(at('node_modules/.chatdesk-stamp'), current, async () => {
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...impatient];
    await withNetwork('The npm packages', () => run('npm', args, { onLine: say }));
  });
}

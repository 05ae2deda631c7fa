import { at, bin, projectNode } from './paths.mjs';
import { run } from './processes.mjs';

/** wrangler is run by the project's Node (the machine's may be too old) and says nothing to its makers. */
export const wrangler = [projectNode, bin('wrangler')];

export const wranglerEnv = {
  WRANGLER_SEND_METRICS: 'false',
  // Local requests get a placeholder for `Request.cf` at once, rather than after a look-up that a closed
  // network lets time out.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

/** Runs wrangler to its end and returns what it printed. */
export const runWrangler = (args, options = {}) =>
  run(wrangler[0], [wrangler[1], ...args], { ...options, env: { ...wranglerEnv, ...options.env } });

/** A configuration as wrangler understands it. */
export async function readConfig(file) {
  const options = JSON.stringify({ config: at(file) });
  const script = `import { unstable_readConfig } from 'wrangler';
    console.log('\\u0001' + JSON.stringify(unstable_readConfig(${options})));`;
  const output = await run(projectNode, ['--input-type=module', '--eval', script], { env: wranglerEnv });
  return JSON.parse(output.split('\u0001').at(-1));
}

import { type Browser, chromium } from 'playwright-core';

/** Chromium refuses to sandbox what root starts, as in a container. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export const flags = [
  ...asRoot,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the Chromium that `npm test` found, with a fresh profile. `await using` closes it. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath)
    throw new Error('CHROME_PATH is not set. Run the browser tests with: npm test -- browser');
  return chromium.launch({ executablePath, args: flags });
}

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

/**
 * Two pages that Chromium draws in every window for its address bar, which nobody sees here, and which cost more than ours.
 * The last of these flags is the one that counts, so what Playwright turns off stands here again.
 */
const unwanted = [
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay'],
  ...['MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  'ThirdPartyStoragePartitioning',
];

/** Starts the Chromium that `npm test` found, with a fresh profile. `await using` closes it. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath)
    throw new Error('CHROME_PATH is not set. Run the browser tests with: npm test -- browser');
  return chromium.launch({ executablePath, args: [...flags, `--disable-features=${unwanted}`] });
}

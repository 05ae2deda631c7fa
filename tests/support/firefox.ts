import puppeteer, { type Browser } from 'puppeteer-core';

/** Starts the Firefox that `npm test` found, with a fresh profile; nothing where there is none. */
export async function startFirefox(): Promise<(Browser & AsyncDisposable) | undefined> {
  const executablePath = process.env.FIREFOX_PATH;
  if (!executablePath) return undefined;
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

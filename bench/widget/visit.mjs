// A person on the shop's page, and how things go there.

import { languages } from './plan.mjs';

const launcher = '>>> button.launcher';

/** On the page with the widget, which is said to be in this language. */
export async function visit(browser, shop, [language] = languages) {
  const page = await browser.newPage();
  await page.goto(`${shop.origin}/with/${language}`);
  await page.waitForSelector(launcher);
  return page;
}

export const hover = (page) => page.hover(launcher);
export const click = (page) => page.click(launcher);

/** The frame has answered. */
export const ready = (page) =>
  page.waitForFunction(() => document.querySelector('chatdesk-widget').shadowRoot.querySelector('.ready'), {
    polling: 50,
  });

/** The chat's frame, once its composer has the focus. */
export async function composing(page) {
  const frame = await page.waitForFrame((one) => one.url().includes('/frame/'));
  await frame.waitForFunction(() => document.activeElement?.localName === 'textarea', { polling: 20 });
  return frame;
}

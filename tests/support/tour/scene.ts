// Where the tour goes through: a site in one language, as somebody with one device sees it.

import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { type Guest, launcher, openGuest } from '../guest.ts';
import { chatFrame, type Stage } from '../people.ts';
import { WORDS, type Words } from './words.ts';

export interface View extends BrowserContextOptions {
  name: string;
  language: keyof typeof WORDS;
}

/** Is called at each stop. */
export type Look = (stop: string, page: Page) => Promise<void>;

export interface Scene extends AsyncDisposable {
  guest: Guest;
  words: Words;
  /** The site's page, for somebody who was never there before. */
  enter(): Promise<Page>;
  look: Look;
}

export async function openScene(stage: Stage, { language, ...device }: View, look: Look): Promise<Scene> {
  const guest = await openGuest(stage);
  const words = WORDS[language];
  const { title, greeting } = words;
  // Longer than a phone's screen, as most pages are.
  const address = guest.host
    .put('/', { html: pageIn(language, words, guest.host.tag()) })
    .replace('127.0.0.1', 'localhost');
  await guest.set({ title, greetingMessage: greeting });
  return {
    guest,
    words,
    look,
    enter: async () => {
      const page = await stage.newPage({ reducedMotion: 'reduce', locale: language, ...device });
      await page.goto(address);
      await launcher(page).waitFor();
      return page;
    },
    [Symbol.asyncDispose]: () => guest[Symbol.asyncDispose](),
  };
}

function pageIn(language: string, { title, page }: Words, tag: string): string {
  const direction = /ar|he/.test(language) ? 'rtl' : 'ltr';
  const style =
    'body { font: 16px/1.5 system-ui; margin: 24px; overflow-wrap: anywhere; color-scheme: light dark; min-height: 120vh }';
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style>${tag}</head>
    <body><h1>${title}</h1><p>${page}</p></body></html>`;
}

export async function openChat(page: Page): Promise<FrameLocator> {
  await launcher(page).click();
  const frame = chatFrame(page);
  await frame.locator('header').waitFor();
  return frame;
}

/** The header's buttons, in any language. */
export const tool = (frame: FrameLocator, name: 'back' | 'menu' | 'close') =>
  name === 'back'
    ? frame.locator('.header > .tool')
    : frame.locator('.tools .tool')[name === 'menu' ? 'first' : 'last']();

export const submit = (frame: FrameLocator, form: string) =>
  frame.locator(`${form} button[type=submit]`).click();

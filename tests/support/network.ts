// A network that can be cut, as a cable can.

import type { BrowserContext } from 'playwright-core';

export interface Network {
  /** Nothing gets through any more, and the browser says so; at first no socket notices. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

/**
 * Chromium's own offline mode lets what was said on an open socket go out later, which a network that is gone does not; and as
 * long as it lasts, it burns a processor.
 */
export async function networkOf(context: BrowserContext): Promise<Network> {
  let isCut = false;
  await context.route('**/*', (route) => (isCut ? route.abort() : route.fallback()));
  await context.routeWebSocket(/\/socket/, (socket) => {
    if (isCut) return void socket.close({ code: 3000 });
    const server = socket.connectToServer();
    socket.onMessage((text) => isCut || server.send(text));
    server.onMessage((text) => isCut || socket.send(text));
  });
  const set = async (cut: boolean) => {
    isCut = cut;
    const frames = context.pages().flatMap((page) => page.frames());
    await Promise.all(frames.map((frame) => frame.evaluate(say, !cut)));
  };
  return { cut: () => set(true), restore: () => set(false) };
}

/** In a page: what the browser would say of it. */
function say(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}

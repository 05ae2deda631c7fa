// A network that can be cut, as a cable can.

import type { BrowserContext } from 'playwright-core';

export interface Network {
  /** Nothing gets through any more, and at first nobody notices. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

/** Chromium's own offline mode lets what was said on an open socket go out later; a network that is gone does not. */
export async function networkOf(context: BrowserContext): Promise<Network> {
  let isCut = false;
  await context.route('**/api/**', (route) => (isCut ? route.abort() : route.fallback()));
  await context.routeWebSocket(/\/socket/, (socket) => {
    if (isCut) return void socket.close({ code: 3000 });
    const server = socket.connectToServer();
    socket.onMessage((text) => isCut || server.send(text));
    server.onMessage((text) => isCut || socket.send(text));
  });
  const set = (cut: boolean) => {
    isCut = cut;
    return context.setOffline(cut);
  };
  return { cut: () => set(true), restore: () => set(false) };
}

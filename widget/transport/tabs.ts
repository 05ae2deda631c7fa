/** Which tabs live. A tab holds a lock in its own name, and the browser lets go of it in the moment the tab is gone. */
export interface Tabs {
  /** Answers once it is held; the answer lets go. */
  hold(name: string): Promise<() => void>;
  /** Runs when nobody holds that name, and holds it meanwhile. */
  ifGone(name: string, run: () => Promise<void>): Promise<unknown>;
}

/**
 * Without locks (on plain http, or where the browser refuses them to a frame) nobody knows. Then every tab sends what it
 * finds: the room recognises doubles.
 */
export const tabs: Tabs = {
  hold: (name) =>
    new Promise((resolve) => {
      request(name, {}, () => new Promise<void>((letGo) => resolve(letGo))).catch(() => resolve(() => {}));
    }),
  ifGone: (name, run) =>
    request(name, { ifAvailable: true }, async (lock) => lock && (await run())).catch(run),
};

/** A tab that the browser has put to sleep may hold up the others only so long. */
const PATIENCE = 10_000;

/** One tab after the other, as far as tabs know of each other. */
export function inTurn<Answer>(name: string, run: () => Promise<Answer>): Promise<Answer> {
  let running: Promise<Answer> | undefined;
  const once = () => {
    running ??= run();
    return running;
  };
  return request(name, { signal: AbortSignal.timeout?.(PATIENCE) }, once).catch(once);
}

async function request<Answer>(
  name: string,
  options: LockOptions,
  run: (lock: Lock | null) => Promise<Answer>,
): Promise<Answer> {
  return navigator.locks.request(name, options, run);
}

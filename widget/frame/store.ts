/** A value that tells when it changes. Several changes in a row are told once. */
export interface Store<State> {
  readonly state: State;
  change(changes: Partial<State>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  let told = true;
  const listeners = new Set<() => void>();
  const tell = () => {
    told = true;
    for (const listener of listeners) listener();
  };
  return {
    get state() {
      return state;
    },
    change(changes) {
      state = { ...state, ...changes };
      if (told) queueMicrotask(tell);
      told = false;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import type { Environment } from './environment.ts';

/** Calls back once; set anew, it forgets what it was set to before. */
export class Timer {
  readonly #environment: Environment;
  #cancel: (() => void) | null = null;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  get isSet(): boolean {
    return this.#cancel !== null;
  }

  set(milliseconds: number, run: () => void): void {
    this.stop();
    this.#cancel = this.#environment.after(milliseconds, () => {
      this.#cancel = null;
      run();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}

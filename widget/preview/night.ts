export const NIGHT = '(prefers-color-scheme: dark)';

/** As the browser answers whether it is dark, but by a switch. */
export class Night extends EventTarget {
  readonly media = NIGHT;
  onchange = null;
  #isDark = false;

  get matches(): boolean {
    return this.#isDark;
  }

  set(isDark: boolean): void {
    if (isDark === this.#isDark) return;
    this.#isDark = isDark;
    this.dispatchEvent(new Event('change'));
  }

  addListener(): void {}

  removeListener(): void {}
}

/** A database and locks that several tabs of one browser share. */
import type { Row, Shelf } from '../../../widget/transport/shelf.ts';
import type { Tabs } from '../../../widget/transport/tabs.ts';

export class FakeShelf implements Shelf {
  readonly rows = new Map<string, Row>();
  /** The browser refuses, or never answers. */
  mood: 'fine' | 'refuses' | 'hangs' = 'fine';

  read(): Promise<Row[]> {
    return this.#answer(() => structuredClone([...this.rows.values()]));
  }

  put(row: Row): Promise<unknown> {
    return this.#answer(() => this.rows.set(row.clientId, structuredClone(row)));
  }

  remove(clientId: string): Promise<unknown> {
    return this.#answer(() => this.rows.delete(clientId));
  }

  get bodies(): string[] {
    return [...this.rows.values()].sort((a, b) => a.at - b.at).map(({ body }) => body);
  }

  async #answer<T>(work: () => T): Promise<T> {
    await null;
    if (this.mood === 'hangs') return new Promise(() => {});
    if (this.mood === 'refuses') throw new DOMException('No.', 'SecurityError');
    return work();
  }
}

export class FakeTabs implements Tabs {
  readonly held = new Set<string>();
  #crashes = 0;
  #waiting: (() => void)[] = [];

  /** Waits for whoever holds it, as browsers do. */
  async hold(name: string): Promise<() => void> {
    while (this.held.has(name)) await new Promise<void>((freed) => this.#waiting.push(freed));
    this.held.add(name);
    const before = this.#crashes;
    return () => void (before === this.#crashes && this.#free(name));
  }

  async ifGone(name: string, run: () => Promise<void>): Promise<void> {
    if (this.held.has(name)) return;
    this.held.add(name);
    try {
      await run();
    } finally {
      this.#free(name);
    }
  }

  #free(name: string): void {
    this.held.delete(name);
    for (const freed of this.#waiting.splice(0)) freed();
  }

  /** All tabs are gone, as in a crash. */
  crash(): void {
    this.#crashes++;
    for (const name of this.held) this.#free(name);
  }
}

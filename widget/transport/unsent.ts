/**
 * An outbox that outlives its tab. What is not acknowledged stays in the browser's database, and has exactly one tab
 * that sends it: the one in which it was written, or, once that is gone, the first that finds it.
 */
import { browser, type Environment } from './environment.ts';
import type { OutboxStore, Pending } from './outbox.ts';
import { openShelf, type Row, type Shelf } from './shelf.ts';
import { tabs as browserTabs, type Tabs } from './tabs.ts';
import { Timer } from './timer.ts';
import { newId } from './uuid.ts';

export interface UnsentOptions {
  /** Whose words: they are kept under the first name, and found under any. */
  persons: () => [string, ...string[]];
  /** The conversation they are for; empty before there is one. */
  room?: string;
  shelf?: Shelf | Promise<Shelf>;
  tabs?: Tabs;
  environment?: Environment;
}

const LOOK_EVERY = 30_000;
/** Longer than any database takes that answers at all. */
const PATIENCE = 5_000;

export class Unsent implements OutboxStore {
  onFound = () => {};
  /** What an earlier visit left is here, or cannot be had; some databases never answer. */
  readonly ready: Promise<unknown>;
  readonly #persons: UnsentOptions['persons'];
  readonly #shelf: Promise<Shelf>;
  readonly #tabs: Tabs;
  readonly #environment: Environment;
  readonly #next: Timer;
  readonly #unwake: () => void;
  readonly #owner = newId();
  #rows = new Map<string, Row>();
  #room: string;
  #at = 0;
  #writing: Promise<unknown> = Promise.resolve();
  #outstanding = 0;
  #held: Promise<() => void> | null = null;
  #isClosed = false;

  constructor({ persons, room = '', shelf, tabs = browserTabs, environment = browser }: UnsentOptions) {
    this.#persons = persons;
    this.#room = room;
    this.#shelf = Promise.resolve(shelf ?? openShelf());
    this.#tabs = tabs;
    this.#environment = environment;
    this.#next = new Timer(environment);
    this.#unwake = environment.onWake(() => void this.#look());
    this.ready = this.#look();
  }

  all(): Pending[] {
    return [...this.#rows.values()];
  }

  put(message: Pending): void {
    this.#at = Math.max(this.#environment.now(), this.#at + 1);
    const at = this.#rows.get(message.clientId)?.at ?? this.#at;
    this.#keep({ ...message, at, ...this.#place() });
  }

  remove(clientId: string): void {
    if (!this.#rows.delete(clientId)) return;
    this.#write((shelf) => shelf.remove(clientId));
  }

  /** From now on what had no conversation belongs to this one; what is for another one stays where it is kept. */
  enter(room: string): void {
    this.#room = room;
    for (const row of this.#rows.values()) {
      if (!row.room) this.#keep({ ...row, ...this.#place() });
      else if (row.room !== room) this.#rows.delete(row.clientId);
    }
    void this.#look();
  }

  /** Finds nothing any more, and leaves what there is to other tabs and times. */
  close(): void {
    this.#isClosed = true;
    this.#unwake();
    this.#next.stop();
    this.#letGo();
  }

  #place(): Pick<Row, 'person' | 'room' | 'owner'> {
    return { person: this.#persons()[0], room: this.#room, owner: this.#owner };
  }

  #keep(row: Row): void {
    this.#rows.set(row.clientId, row);
    this.#write(async (shelf) => this.#isClosed || shelf.put(row));
  }

  /** One after the other, and behind our back: nothing waits for it, and without it the copy in memory must do. */
  #write(work: (shelf: Shelf) => Promise<unknown>): void {
    this.#outstanding++;
    this.#writing = this.#writing
      .then(() => this.#hold())
      .then(() => Promise.race([this.#shelf.then(work), this.#patience()]))
      .catch(() => {})
      .then(() => {
        this.#outstanding--;
        this.#letGo();
      });
  }

  #patience(): Promise<void> {
    return new Promise((resolve) => this.#environment.after(PATIENCE, resolve));
  }

  /** Only while there is something to send: a page that holds a lock cannot be kept for the back button. */
  #hold(): Promise<() => void> {
    this.#held ??= this.#tabs.hold(this.#owner);
    return this.#held;
  }

  #letGo(): void {
    if (this.#outstanding || (this.#rows.size && !this.#isClosed)) return;
    void this.#held?.then((release) => release());
    this.#held = null;
  }

  async #look(): Promise<void> {
    this.#next.set(LOOK_EVERY, () => void this.#look());
    try {
      for (const owner of new Set((await this.#found()).map((row) => row.owner)))
        await this.#tabs.ifGone(owner, () => this.#adopt(owner));
    } catch {
      // No storage, or nothing in it.
    }
  }

  async #found(): Promise<Row[]> {
    const persons = this.#persons();
    const rows = await (await this.#shelf).read();
    return rows.filter(
      ({ person, room, owner }) =>
        owner !== this.#owner && persons.includes(person) && (room === this.#room || !room),
    );
  }

  /** In the order in which all of it was written. */
  async #adopt(from: string): Promise<void> {
    const left = (await this.#found()).filter(({ owner }) => owner === from);
    if (this.#isClosed || !left.length) return;
    this.#at = Math.max(this.#at, ...left.map(({ at }) => at));
    await this.#hold();
    for (const row of left) if (!this.#rows.has(row.clientId)) this.#keep({ ...row, ...this.#place() });
    this.#rows = new Map([...this.#rows].sort(([, a], [, b]) => a.at - b.at));
    await this.#writing;
    this.onFound();
  }
}

/** The conversations for which somebody left words to send, and no tab lives that would. */
export async function unsentRooms(
  person: string,
  shelf: Shelf | Promise<Shelf> = openShelf(),
  tabs: Tabs = browserTabs,
): Promise<string[]> {
  const rooms = new Set<string>();
  for (const row of await (await shelf).read())
    if (row.person === person && row.room && row.state === 'sending')
      await tabs.ifGone(row.owner, async () => void rooms.add(row.room));
  return [...rooms];
}

/** After logging out nothing of it may remain. */
export async function forgetUnsent(person: string): Promise<void> {
  const shelf = await openShelf();
  const theirs = (await shelf.read()).filter((row) => row.person === person);
  await Promise.all(theirs.map(({ clientId }) => shelf.remove(clientId)));
}

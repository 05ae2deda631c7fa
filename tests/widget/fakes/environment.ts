/** A browser whose time, network and dice are in the test's hand. */
import type { Environment, WireSocket } from '../../../widget/transport/environment.ts';

export class FakeSocket implements WireSocket {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly url: string;
  readonly protocols: string[];
  readonly sent: string[] = [];
  closed = false;

  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  /** The other side says something; several frames travel as one array. */
  say(...frames: object[]): void {
    this.text(JSON.stringify(frames.length === 1 ? frames[0] : frames));
  }

  text(data: string): void {
    this.onmessage?.({ data } as MessageEvent);
  }

  drop(code: number): void {
    this.onclose?.({ code } as CloseEvent);
  }

  /** The frames of one type that were sent. */
  frames(type: string): { [field: string]: unknown }[] {
    const objects = this.sent.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text));
    return objects.filter((frame) => frame.type === type);
  }
}

export class FakeEnvironment implements Environment {
  readonly sockets: FakeSocket[] = [];
  dice = 0.5;
  hidden = false;
  /** As in a page long hidden: what timers have set again and again runs once a minute. */
  throttled = false;
  #now = 1_000_000;
  #clock = 0;
  #timers: { due: number; run: () => void; nesting: number }[] = [];
  #nesting = 0;
  #wakers = new Set<() => void>();

  connect(url: string, protocols: string[]): FakeSocket {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    return socket;
  }

  now(): number {
    return this.#now + this.#clock;
  }

  /** Somebody sets the clock; no timer minds. */
  setClock(by: number): void {
    this.#clock += by;
  }

  after(milliseconds: number, run: () => void): () => void {
    const nesting = this.#nesting + 1;
    const due = this.#now + milliseconds;
    const isLate = this.throttled && nesting >= 5;
    const timer = { due: isLate ? Math.ceil(due / 60_000) * 60_000 : due, run, nesting };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Something arrives by itself: whatever it sets has not been set by a timer. */
  arrive(milliseconds: number, run: () => void): void {
    this.#timers.push({ due: this.#now + milliseconds, run, nesting: 0 });
  }

  random(): number {
    return this.dice;
  }

  isHidden(): boolean {
    return this.hidden;
  }

  onWake(run: () => void): () => void {
    this.#wakers.add(run);
    return () => this.#wakers.delete(run);
  }

  wake(): void {
    for (const run of this.#wakers) run();
  }

  /** Lets time go by, running what falls due on the way, in order. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#nextDue(end); next; next = this.#nextDue(end)) {
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.due);
      this.#nesting = next.nesting;
      next.run();
      this.#nesting = 0;
    }
    this.#now = end;
  }

  /** The machine sleeps: time goes by, and no timer runs before it is over. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
    this.pass(0);
  }

  #nextDue(end: number): { due: number; run: () => void; nesting: number } | undefined {
    return this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }

  /** The newest connection. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nothing connected');
    return socket;
  }

  get listeners(): number {
    return this.#wakers.size;
  }
}

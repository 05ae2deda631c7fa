/** What the transport needs from the browser. Tests give their own, so that no test waits for real time. */
export interface Environment {
  connect(url: string, protocols: string[]): WireSocket;
  now(): number;
  /** Calls back once, later; the answer takes it back. */
  after(milliseconds: number, run: () => void): () => void;
  random(): number;
  /** Is this page behind another? */
  isHidden(): boolean;
  /** Calls back when the network or the person comes or goes; the answer stops listening. */
  onWake(run: () => void): () => void;
}

/** The part of WebSocket that is used. */
export interface WireSocket {
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

const WAKERS = ['online', 'offline', 'pageshow'];

export const browser: Environment = {
  connect: (url, protocols) => new WebSocket(url, protocols),
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  isHidden: () => document.hidden,
  onWake(run) {
    const seen = () => document.hidden || run();
    for (const name of WAKERS) addEventListener(name, run);
    document.addEventListener('visibilitychange', seen);
    return () => {
      for (const name of WAKERS) removeEventListener(name, run);
      document.removeEventListener('visibilitychange', seen);
    };
  },
};

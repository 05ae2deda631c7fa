import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { ring } from '../../widget/frame/news/index.ts';
import { isSoundOn, wishSound } from '../../widget/frame/news/wish.ts';
import type { PublicConfig } from '../../widget/protocol/generated.ts';

const kept = new Map<string, string>();
let notes = 0;
let allowed = true;
let open = 0;

/** As much of a browser's as is used. */
class Silence {
  state = allowed ? 'running' : 'suspended';
  currentTime = 0;
  destination = {};
  constructor() {
    open++;
  }
  resume = () => new Promise(() => {});
  close = async () => void open--;
  createOscillator() {
    notes++;
    return { frequency: {}, connect: (to: object) => to, start() {}, stop() {} };
  }
  createGain() {
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    return { gain, connect: (to: object) => to };
  }
}
let turn: Promise<unknown> = Promise.resolve();
Object.assign(globalThis, {
  AudioContext: Silence,
  localStorage: {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  },
});
Object.defineProperty(globalThis, 'navigator', {
  value: {
    locks: {
      request(_: string, __: object, run: () => Promise<unknown>) {
        turn = turn.then(run);
        return turn;
      },
    },
  },
});
mock.timers.enable({ apis: ['setTimeout'] });

const loud = { sound: true } as PublicConfig;

/** Lets pass what waits. */
async function ringing(...all: Promise<unknown>[]): Promise<void> {
  for (let step = 0; step < 20; step++) {
    await new Promise(setImmediate);
    mock.timers.tick(500);
  }
  await Promise.all(all);
}

beforeEach(() => {
  kept.clear();
  [notes, allowed] = [0, true];
});

test('W12: sound is as the site has it, until the visitor says otherwise', () => {
  assert.deepEqual([isSoundOn(loud), isSoundOn({ sound: false })], [true, false]);
  wishSound(false);
  assert.equal(isSoundOn(loud), false);
  wishSound(true);
  assert.equal(isSoundOn({ sound: false }), true);
});

test('W11: of all tabs that hear of a message one makes a sound, and none is left running', async () => {
  await ringing(ring(loud, 'm1'), ring(loud, 'm1'), ring(loud, 'm1'));
  assert.deepEqual([notes, open], [2, 0], 'two notes make a sound');
  await ringing(ring(loud, 'm2'));
  assert.equal(notes, 4);
});

test('W12: who is muted hears nothing', async () => {
  wishSound(false);
  await ringing(ring(loud, 'm1'));
  assert.equal(notes, 0);
});

test('W12: a tab that the browser keeps silent leaves the sound to another', async () => {
  allowed = false;
  await ringing(ring(loud, 'm1'));
  assert.equal(notes, 0);
  allowed = true;
  await ringing(ring(loud, 'm1'));
  assert.deepEqual([notes, open], [2, 0]);
});

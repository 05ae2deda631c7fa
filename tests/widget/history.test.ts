import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { hookHistory } from '../../widget/loader/history/index.ts';

const own = { pushState() {}, replaceState() {} };
let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  Object.assign(globalThis, {
    history: { ...own },
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  });
});

function follow() {
  const stop = new AbortController();
  const heard = { count: 0 };
  hookHistory(() => heard.count++, stop.signal);
  return { heard, stop: () => stop.abort() };
}

test('W19: every way to another address is heard, by all who listen', () => {
  const [one, two] = [follow(), follow()];
  history.pushState(null, '', '/a');
  history.replaceState(null, '', '/b');
  page.dispatchEvent(new Event('popstate'));
  page.dispatchEvent(new Event('hashchange'));
  assert.deepEqual([one.heard.count, two.heard.count], [4, 4]);
  one.stop();
  two.stop();
});

test('W19: the hooks leave with the last who listens, in whichever order', () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const both = [follow(), follow()];
    assert.notEqual(history.pushState, own.pushState);
    for (const index of order) both[index]?.stop();
    assert.equal(history.pushState, own.pushState);
    assert.equal(history.replaceState, own.replaceState);
    page.dispatchEvent(new Event('popstate'));
    assert.deepEqual(
      both.map(({ heard }) => heard.count),
      [0, 0],
    );
  }
});

test("W19: another script's hook over ours stays, and ours is silent under it", () => {
  const { heard, stop } = follow();
  const ours = history.pushState;
  const over: typeof history.pushState = (...given) => ours.apply(history, given);
  history.pushState = over;
  stop();
  assert.equal(history.pushState, over);
  history.pushState(null, '', '/c');
  assert.equal(heard.count, 0);
});

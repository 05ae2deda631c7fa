import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insist } from '../../dashboard/ui/part.ts';

/** What was done, in order; `loads`: whether each try succeeds. */
async function played(loads: boolean[], mayReload = true) {
  const done: string[] = [];
  const note = async (what: string) => void done.push(what);
  const world = {
    reach: () => note('reach'),
    pause: () => note('pause'),
    missing: () => void done.push('missing'),
    reload: () => {
      done.push('reload');
      return mayReload;
    },
  };
  const load = async () => {
    done.push('load');
    if (!loads.shift()) throw new Error('no network');
    return 'part';
  };
  const found = await Promise.race([insist(load, world), new Promise((resolve) => setTimeout(resolve, 20))]);
  return { done: done.join(' '), found };
}

test('a part that the network kept from us is there once it is back, and the page stays', async () => {
  assert.deepEqual(await played([false, true]), { done: 'load reach load', found: 'part' });
});

test('a part that is missing although the server is there is of another build: the page loads anew', async () => {
  const outdated = { done: 'load reach load reach reload', found: undefined };
  assert.deepEqual(await played([false, false]), outdated);
});

test('a page that has just been loaded anew asks again instead', async () => {
  const { done, found } = await played([false, false, true], false);
  assert.deepEqual([done, found], ['load reach load reach reload missing pause load', 'part']);
});

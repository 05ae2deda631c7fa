import assert from 'node:assert/strict';
import { test } from 'node:test';
import ar from '../../widget/languages/ar.ts';
import de from '../../widget/languages/de.ts';
import en from '../../widget/languages/en.ts';
import { direction, locale, pick, speak, t } from '../../widget/languages/index.ts';

const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('takes the first language that we speak', () => {
  assert.equal(pick([null, '', 'xx', 'de-AT', 'en']), 'de-AT');
  assert.equal(pick(['constructor', 'tlh', undefined]), 'en');
  assert.equal(pick(['EN-GB']), 'EN-GB');
});

test('speaks it, and knows its direction', async () => {
  await speak(['ar']);
  assert.deepEqual([locale(), direction(), t('online')], ['ar', 'rtl', ar.online]);
  await speak(['de-CH']);
  assert.deepEqual([locale(), direction(), t('typing', { name: 'Ada' })], ['de-CH', 'ltr', 'Ada schreibt']);
  await speak([]);
  assert.equal(t('send'), en.send);
});

test('every language says everything, with the same gaps', () => {
  for (const texts of [ar, de]) {
    assert.deepEqual(Object.keys(texts), Object.keys(en));
    for (const [key, text] of Object.entries(texts)) {
      assert.deepEqual(holes(text), holes(en[key as keyof typeof en]), key);
      assert.ok(text.trim(), key);
    }
  }
});

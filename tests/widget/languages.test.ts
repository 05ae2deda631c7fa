import assert from 'node:assert/strict';
import { test } from 'node:test';
import ar from '../../widget/languages/ar.ts';
import de from '../../widget/languages/de.ts';
import en from '../../widget/languages/en/index.ts';
import { direction, locale, pick, speak, type Text, type Texts, t } from '../../widget/languages/index.ts';
import '../../widget/languages/later.ts';

const forms = (text: Text) => (typeof text === 'string' ? [text] : Object.values(text));
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

test('W5: every language says everything, with the same gaps', () => {
  for (const texts of [ar, de] as Texts[]) {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
    for (const [key, text] of Object.entries(texts)) {
      const english: Text = en[key as keyof typeof en];
      const known: string[] = holes(forms(english).at(-1) ?? '');
      for (const form of forms(text)) {
        assert.ok(form.trim(), key);
        for (const hole of holes(form)) assert.ok(known.join().includes(hole), `${key}: ${hole}`);
      }
      assert.deepEqual(holes(forms(text).at(-1) ?? ''), known, key);
    }
  }
});

test('W5: numbers are counted as the language counts, and written as it writes', async () => {
  await speak(['en']);
  assert.deepEqual(
    [t('news', { count: 1 }), t('news', { count: 1_200 })],
    ['New message', '1,200 new messages'],
  );
  await speak(['ar']);
  assert.deepEqual(
    [1, 2, 3].map((count) => t('news', { count })),
    ['رسالة جديدة', 'رسالتان جديدتان', `${new Intl.NumberFormat('ar').format(3)} رسائل جديدة`],
  );
});

test('A6: the organization’s own words go before ours', async () => {
  await speak(['de-AT'], { de: { send: 'Ab die Post' } });
  assert.deepEqual([t('send'), t('you')], ['Ab die Post', de.you]);
});

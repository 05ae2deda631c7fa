import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ar from '../../widget/languages/ar.ts';
import de from '../../widget/languages/de.ts';
import en from '../../widget/languages/en/index.ts';
import he from '../../widget/languages/he.ts';
import idTexts from '../../widget/languages/id.ts';
import type { Text, Texts } from '../../widget/languages/index.ts';
import nb from '../../widget/languages/nb.ts';
import pt from '../../widget/languages/pt.ts';
import zh from '../../widget/languages/zh.ts';
import hant from '../../widget/languages/zh-hant.ts';

const folder = new URL('../../widget/languages/', import.meta.url);
const tags = readdirSync(folder)
  .filter((name) => /^[a-z]{2,3}(-[a-z]+)?\.ts$/.test(name))
  .map((name) => name.replace('.ts', ''));
// As the build says it.
Object.assign(globalThis, { LANGUAGES: tags.join(' '), LANGUAGES_AT: `${folder.href}*.ts` });
const { base, direction, locale, pick, speak, t } = await import('../../widget/languages/index.ts');
await import('../../widget/languages/later.ts');

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

test('W5: a language is known by its other names, and Chinese by where it is read', async () => {
  const read = async (wanted: string) => {
    await speak([wanted]);
    return [locale(), t('send')];
  };
  for (const name of ['no', 'nn-NO', 'nb']) assert.deepEqual(await read(name), [name, nb.send]);
  for (const name of ['zh-TW', 'zh-HK', 'zh-mo', 'zh-Hant', 'zh-Hant-HK', 'zh-hant'])
    assert.deepEqual(await read(name), [name, hant.send]);
  for (const name of ['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK'])
    assert.deepEqual(await read(name), [name, zh.send]);
  assert.deepEqual(await read('in-ID'), ['in-ID', idTexts.send]);
  assert.deepEqual(await read('pt-PT'), ['pt-PT', pt.send]);
  assert.deepEqual([...(await read('iw')), direction(), base(locale())], ['iw', he.send, 'rtl', 'he']);
  assert.notEqual(zh.send, hant.send);
});

test('W5: there are at least twenty languages', () => {
  assert.ok(tags.length + 1 >= 20, `${tags.length + 1}`);
});

for (const tag of tags)
  test(`W5: ${tag} says everything, with the same gaps and all its plurals`, async () => {
    const { default: texts }: { default: Texts } = await import(`${folder.href}${tag}.ts`);
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(texts)) {
      const english: Text = en[key as keyof typeof en];
      const known: string[] = holes(typeof english === 'string' ? english : english.other);
      for (const form of forms(text)) {
        assert.ok(form.trim(), key);
        for (const hole of holes(form)) assert.ok(known.includes(hole), `${key}: ${hole}`);
      }
      assert.deepEqual(holes(typeof text === 'string' ? text : text.other), known, key);
      if (typeof text !== 'string')
        for (const form of Object.keys(text)) assert.ok(isForm(categories, form), key);
    }
  });

/** `zero` may be said in any language, and `other` must be. */
const isForm = (categories: string[], form: string) => form === 'zero' || categories.includes(form);

test('W5: no text is unused', () => {
  const sources = readdirSync(new URL('../', folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('languages'))
    .map((path) => readFileSync(new URL(`../${path}`, folder), 'utf8'))
    .join('\n');
  const unused = Object.keys(en).filter((key) => !new RegExp(`['"]${key}['"]`).test(sources));
  assert.deepEqual(unused, []);
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

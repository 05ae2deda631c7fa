// Which tests a command line means.

import { filesIn } from './stamps.mjs';

const isTest = (file) => file.endsWith('.test.ts');
const whole = ['lint', 'native'];

/**
 * No word: everything. `lint` and `native` (Rust's own tests) are parts; a folder of tests/ is one too; any
 * other word picks the test files with it in their path, and the native tests with it in their name.
 */
export function choose(words) {
  const all = filesIn('tests').filter(isTest);
  const folders = all.map((file) => file.split('/')[1]);
  const isPart = (word) => whole.includes(word) || folders.includes(word);
  const filters = words.filter((word) => !isPart(word));
  const wanted = (file) => words.some((word) => !whole.includes(word) && file.includes(word));
  return {
    lint: words.length === 0 || words.includes('lint'),
    native: words.length === 0 || words.includes('native') || filters.length > 0,
    nativeFilters: words.includes('native') ? [] : filters,
    files: words.length === 0 ? all : all.filter(wanted),
  };
}

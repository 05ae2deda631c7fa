// Comforts: the page is whole without them. A filter over the calls, buttons that copy, a mark at where one is.

import { prepareCode } from './code.js';
import { marksWhere, prepareMenu } from './menu.js';

const menu = document.getElementById('menu');
const filter = document.getElementById('filter');
const found = document.getElementById('found');

filter.addEventListener('input', () => show(filter.value));
filter.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') menu.querySelector('li[data-words]:not([hidden]) a')?.click();
});
prepareMenu(menu, filter);
prepareCode();

/** Leaves what has all of these words in it. */
function show(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = [...menu.querySelectorAll('li[data-words]')];
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
  for (const part of menu.querySelectorAll('.menu-group, .menu-part')) {
    part.hidden = !part.querySelector('li:not([hidden])');
    if (part.matches('details')) part.open = words.length > 0;
  }
  const left = entries.filter((entry) => !entry.hidden).length;
  found.textContent = words.length > 0 ? said(left) : '';
}

const said = (left) => (left > 0 ? `${left} found` : 'Nothing has these words in it.');

marksWhere(menu);

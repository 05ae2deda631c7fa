// Comforts: every page is whole without them.

import { prepareCode } from './code.js';
import { marksWhere, prepareMenu } from './menu.js';
import { prepareSearch } from './search.js';

const menu = document.getElementById('menu');
const field = document.getElementById('search');
const contents = document.querySelector('.toc');

prepareMenu(menu, field);
prepareSearch(menu, field);
prepareCode();
if (contents) marksWhere(contents);
menu.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });

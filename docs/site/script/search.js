// The search: its words are asked for when somebody goes to the field. Results stand where the list of pages was.

import { find } from './find.js';

const SHOWN = 12;

export function prepareSearch(menu, field) {
  const results = menu.querySelector('#results');
  const pages = menu.querySelector('#pages');
  const found = menu.querySelector('#found');
  let words;

  const load = () => {
    words ??= fetch(field.dataset.words).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
    words.catch(() => {
      words = undefined;
    });
    return words;
  };

  async function search() {
    const wanted = field.value;
    try {
      const sections = await load();
      if (wanted === field.value) show(wanted.trim(), find(sections, wanted, SHOWN));
    } catch {
      found.textContent = 'The search did not load. Please try again.';
    }
  }

  function show(wanted, { matches, isClose }) {
    results.replaceChildren(...matches.map(entry));
    results.hidden = matches.length === 0;
    pages.hidden = wanted !== '';
    found.textContent = wanted && said(matches.length, isClose);
  }

  field.addEventListener('focus', () => load().catch(() => {}), { once: true });
  field.addEventListener('input', search);
  menu.addEventListener('keydown', (event) => {
    const links = [...results.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    const steps = { ArrowDown: links[at + 1], ArrowUp: at > 0 ? links[at - 1] : field };
    if (event.key === 'Enter' && event.target === field) links[0]?.click();
    else if (event.key === 'Escape' && field.value) clear(event);
    else if (event.key in steps && links.length > 0) {
      event.preventDefault();
      steps[event.key]?.focus();
    }
  });

  function clear(event) {
    event.preventDefault();
    field.value = '';
    field.focus();
    show('', { matches: [] });
  }
}

function said(count, isClose) {
  if (count === 0) return 'Nothing has these words in it.';
  if (isClose) return 'Nothing has all of these words. These come close.';
  return count < SHOWN ? `${count} found` : `The best ${SHOWN}`;
}

function entry({ address, page, heading, pieces }) {
  const link = document.createElement('a');
  link.href = address;
  link.append(part('b', heading || page), ...(heading ? [part('i', page)] : []), excerpt(pieces));
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function excerpt(pieces) {
  const element = document.createElement('span');
  element.append(...pieces.map(({ text, isHit }) => (isHit ? part('mark', text) : text)));
  return element;
}

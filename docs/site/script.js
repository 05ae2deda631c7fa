// Comforts: the page is whole without them. A filter over the calls, buttons that copy, a mark at where one is.

const menu = document.getElementById('menu');
const filter = document.getElementById('filter');
const found = document.getElementById('found');

filter.parentElement.hidden = false;
filter.addEventListener('input', () => show(filter.value));
filter.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') menu.querySelector('li[data-words]:not([hidden]) a')?.click();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.matches('input')) return;
  event.preventDefault();
  if (filter.checkVisibility() === false) menu.showPopover();
  filter.focus();
});
menu.addEventListener('click', ({ target }) => {
  if (target.closest('a') && menu.matches(':popover-open')) menu.hidePopover();
});

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

for (const code of document.querySelectorAll('figure.code')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy: ${code.querySelector('figcaption').textContent}`);
  button.addEventListener('click', () => copy(code, button));
  code.append(button);
}

async function copy(code, button) {
  await navigator.clipboard.writeText(code.querySelector('pre').textContent);
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}

// The requests name this very server.
for (const text of document.querySelectorAll('figure.code code')) {
  const here = text.textContent.replaceAll('https://chat.example.com', location.origin);
  text.textContent = here.replaceAll('wss://chat.example.com', location.origin.replace('http', 'ws'));
}

const links = new Map([...menu.querySelectorAll('a[href^="#"]')].map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver(mark, { rootMargin: '-10% 0px -80% 0px' });
for (const section of document.querySelectorAll('main [id]'))
  if (links.has(section.id)) seen.observe(section);

function mark(entries) {
  const entered = entries.findLast(({ isIntersecting }) => isIntersecting);
  if (!entered) return;
  menu.querySelector('[aria-current]')?.removeAttribute('aria-current');
  const link = links.get(entered.target.id);
  link.setAttribute('aria-current', 'true');
  if (!menu.matches(':hover')) link.scrollIntoView({ block: 'nearest' });
}

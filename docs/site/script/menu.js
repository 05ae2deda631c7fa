// The menu: `/` goes to its field, and it closes itself on a phone.

export function prepareMenu(menu, field) {
  field.parentElement.hidden = false;
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.matches('input')) return;
    event.preventDefault();
    if (field.checkVisibility() === false) menu.showPopover();
    field.focus();
  });
  menu.addEventListener('click', ({ target }) => {
    if (target.closest('a') && menu.matches(':popover-open')) menu.hidePopover();
  });
}

/** Marks the link to the part of the page that is being read. */
export function marksWhere(list) {
  const links = new Map([...list.querySelectorAll('a[href^="#"]')].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(mark, { rootMargin: '-10% 0px -80% 0px' });
  for (const place of document.querySelectorAll('main [id]')) if (links.has(place.id)) seen.observe(place);

  function mark(entries) {
    const entered = entries.findLast(({ isIntersecting }) => isIntersecting);
    if (!entered) return;
    list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const link = links.get(entered.target.id);
    link.setAttribute('aria-current', 'true');
    if (!list.matches(':hover')) link.scrollIntoView({ block: 'nearest' });
  }
}

// The pages to choose from, and the search.

import { html } from '../html.mjs';

/** `groups`: names and `{ title, address }` of their pages. `words` is where the search finds them. */
export const bookMenu = (groups, current, words) => html`
  <nav class="menu" id="menu" popover aria-label="Docs">
    <p class="brand"><a href="/docs">ChatDesk docs</a></p>
    <p class="filter" hidden>
      <label for="search">Search the docs</label>
      <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Search" maxlength="80"
        aria-describedby="found" data-words="${words}">
      <kbd aria-hidden="true">/</kbd>
      <span class="found" id="found" role="status"></span>
    </p>
    <ol class="results" id="results" hidden></ol>
    <div id="pages">${groups.map(({ name, pages }) => menuGroup(name, pages, current))}</div>
  </nav>`;

const menuGroup = (name, pages, current) => html`
  <div class="menu-group">
    <p class="menu-title">${name}</p>
    <ul class="plain">${pages.map(
      ({ title, address }) =>
        html`<li><a href="${address}"${isAt(address, current) && html` aria-current="page"`}>${title}</a></li>`,
    )}</ul>
  </div>`;

const isAt = (address, current) => address === (current.parent ?? current.address);

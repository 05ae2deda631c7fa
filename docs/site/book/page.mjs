// One page of the book.

import { head } from '../head.mjs';
import { html } from '../html.mjs';
import { bookMenu } from './menu.mjs';

/** `place`: the page itself, the one before and the one after it. */
export function bookPage({ page, before, after }, menu, files) {
  return String(html`${head(titleOf(page), page.about, files)}
  <body class="book">
    <a class="skip" href="#main">Skip to the text</a>
    <header class="bar">
      <a class="brand" href="/docs">ChatDesk docs</a>
      <button type="button" popovertarget="menu">Menu</button>
    </header>
    ${bookMenu(menu, page, files.words)}
    <main id="main" tabindex="-1">
      <article class="text">
        ${contentsOf(page.sections)}
        ${page.content}
        ${pager(before, after)}
      </article>
    </main>
  </body>
</html>
`);
}

const titleOf = ({ title }) => (title === 'ChatDesk docs' ? title : `${title} · ChatDesk docs`);

const FEW = 3;

function contentsOf(sections) {
  const shown = sections.filter(({ depth }) => depth === 2);
  if (shown.length < FEW) return undefined;
  return html`
    <nav class="toc" aria-label="On this page"><details>
      <summary>On this page</summary>
      <ul>${shown.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul>
    </details></nav>`;
}

const pager = (before, after) =>
  (before || after) &&
  html`
    <nav class="pager" aria-label="Pages before and after">
      ${before && html`<a rel="prev" href="${before.address}"><span>Before</span> ${before.title}</a>`}
      ${after && html`<a rel="next" class="after" href="${after.address}"><span>Next</span> ${after.title}</a>`}
    </nav>`;

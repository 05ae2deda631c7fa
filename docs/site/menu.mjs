// All that there is, to choose from.

import { html, prose } from './html.mjs';

export const menu = ({ info }, groups, objects) => html`
  <nav class="menu" id="menu" popover aria-label="Calls">
    <p class="brand"><a href="#main">${info.title} API</a> <span>${info.version}</span></p>
    <p class="filter" hidden>
      <label for="filter">Find a call</label>
      <input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="Find a call" aria-describedby="found">
      <kbd aria-hidden="true">/</kbd>
      <span class="found" id="found" role="status"></span>
    </p>
    <ul class="plain">
      <li><a href="/docs">All docs</a></li>
      <li><a href="#introduction">Introduction</a></li>
      <li><a href="#who">Who may ask</a></li>
      <li><a href="#problems">Problems</a></li>
    </ul>
    ${groups.map(menuGroup)}
    <details class="menu-group"><summary class="menu-title">Objects</summary>
      <ul class="plain">${objects.map(({ name }) => html`<li data-words="${name.toLowerCase()}"><a href="#object-${name}">${name}</a></li>`)}</ul>
    </details>
  </nav>`;

const menuGroup = ({ name, topics }) => html`
  <div class="menu-group">
    <p class="menu-title">${name}</p>
    ${topics.map(
      (topic) => html`
      <div class="menu-part">
        ${topic.name && html`<p class="menu-topic">${topic.name}</p>`}
        <ul>${topic.calls.map(menuCall)}</ul>
      </div>`,
    )}
  </div>`;

const menuCall = (call) => html`
  <li data-words="${wordsOf(call)}"><a href="#${call.id}"><span class="method ${call.method}">${call.method.toUpperCase()}</span> <span>${prose(call.operation.summary)}</span></a></li>`;

/** What the filter looks for. */
const wordsOf = ({ method, path, operation }) => `${method} ${path} ${operation.summary}`.toLowerCase();

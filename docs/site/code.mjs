import { html } from './html.mjs';

/** Text to be copied, under its title. */
export const block = (title, text) => html`
  <figure class="code"><figcaption>${title}</figcaption><pre tabindex="0"><code>${text}</code></pre></figure>`;

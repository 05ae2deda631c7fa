// HTML as a template: whatever is put in is text, unless it is HTML that was made here too.

class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** html`<p>${text}</p>`; arrays are joined, and nothing is shown for what is not there. */
export const html = (strings, ...values) => new Html(String.raw({ raw: strings }, ...values.map(rendered)));

/** HTML that something else has made. */
export const raw = (text) => new Html(text);

function rendered(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(rendered).join('');
  return value === undefined || value === null || value === false ? '' : escaped(String(value));
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text) => text.replace(/[&<>"']/g, (char) => entities[char]);

/** A sentence in which `this` is code. */
export const prose = (text = '') =>
  new Html(
    text
      .split(/`([^`]+)`/)
      .map((part, index) => (index % 2 ? `<code>${escaped(part)}</code>` : escaped(part)))
      .join(''),
  );

/** Things with something between them. */
export const joined = (things, between) =>
  things.flatMap((thing, index) => (index ? [between, thing] : [thing]));

// What answers are made of: every schema that something links to, once.

import { html, prose } from './html.mjs';
import { fieldTable } from './tables.mjs';

/** `{name, section}`, in the order of their names. Telling one may link to more. */
export function objectSections(schemas) {
  const told = new Map();
  for (let names = untold(schemas, told); names.length > 0; names = untold(schemas, told)) {
    for (const name of names) told.set(name, objectSection(name, schemas));
  }
  const all = [...told].map(([name, section]) => ({ name, section }));
  return all.sort((a, b) => a.name.localeCompare(b.name));
}

const untold = (schemas, told) => [...schemas.linked].filter((name) => !told.has(name));

function objectSection(name, schemas) {
  const schema = schemas.named(name);
  return html`
    <article class="object" id="object-${name}" aria-labelledby="object-${name}-title">
      <h3 id="object-${name}-title"><a class="self" href="#object-${name}">${name}</a></h3>
      ${schema.description && html`<p class="about">${prose(schema.description)}</p>`}
      ${schema.properties && fieldTable('Fields', schemas.rows(schema), { isAnswer: true })}
      ${(schema.oneOf ?? []).map((option) => variant(option, schemas))}
    </article>`;
}

/** One of several forms, told apart by a field that is always the same in it. */
function variant(option, schemas) {
  const { properties = {} } = schemas.resolve(option);
  const [field, { const: value } = {}] =
    Object.entries(properties).find(([, { const: value }]) => value !== undefined) ?? [];
  const rows = schemas.rows(option).filter(({ name }) => name !== field);
  const note = option.description && prose(option.description);
  const title = field ? html`<code>${field}: ${JSON.stringify(value)}</code>` : 'Or';
  if (rows.length > 0) return fieldTable(title, rows, { note, isAnswer: true });
  return html`<p class="variant">${title}${note && html` <span>${note}</span>`}</p>`;
}

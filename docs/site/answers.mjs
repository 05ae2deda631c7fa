// What a call answers.

import { STATUS_CODES } from 'node:http';
import { sampleOf } from './examples.mjs';
import { html, prose } from './html.mjs';
import { fieldTable } from './tables.mjs';

/** Statuses with the same answer are told together. */
export function answers({ responses }, schemas) {
  const groups = new Map();
  for (const [status, response] of Object.entries(responses).filter(([status]) => status !== 'default')) {
    const key = JSON.stringify(response);
    groups.set(key, { response, statuses: [...(groups.get(key)?.statuses ?? []), status] });
  }
  return html`
    <h5>Answers</h5>
    ${[...groups.values()].map((group) => answer(group, schemas))}
    <p class="else">Anything else is a <a href="#problems">problem</a>.</p>`;
}

function answer({ statuses, response }, schemas) {
  const about = response.description || statuses.map((status) => `${STATUS_CODES[status]}.`).join(' ');
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  const schema = type === 'application/json' && content.schema;
  return html`
    <p class="answer">${statuses.map((status) => html`<b>${status}</b> `)}${prose(about)}</p>
    ${schema && answerFields(schema, schemas)}
    ${type && !schema && html`<p class="else">As <code>${type}</code>.</p>`}`;
}

function answerFields(schema, schemas) {
  const rows = schemas.rows(schema);
  if (rows.length > 0) return fieldTable('Fields', rows, { isAnswer: true });
  return html`<p class="else">${schemas.type(schema)}</p>`;
}

export function answerSample({ responses }, schemas) {
  const [, response] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const schema = response?.content?.['application/json']?.schema;
  if (!schema) return undefined;
  const sample = JSON.stringify(sampleOf(schemas, schema), null, 2);
  return html`
    <details class="sample"><summary>An answer as JSON</summary>
      <pre tabindex="0"><code>${sample}</code></pre>
    </details>`;
}

// One call: what it is for, who may ask, what it takes and what it answers.

import { answerSample, answers } from './answers.mjs';
import { block } from './code.mjs';
import { requestOf, sampleOf } from './examples.mjs';
import { html, joined, prose } from './html.mjs';
import { fieldTable } from './tables.mjs';

/** Who may ask, in a word, by the name of a security scheme. */
const askers = { session: 'Visitor', login: 'Agent', key: 'API key', operator: 'Operator' };

export function askerOf({ security = [] }) {
  const names = security.flatMap((way) => Object.keys(way)).map((name) => askers[name] ?? name);
  return names.length > 0 ? names.join(' or ') : 'Anyone';
}

export function callSection(call, schemas) {
  const { method, path, operation, id } = call;
  const body = bodyOf(operation, schemas);
  return html`
    <article class="call" id="${id}" aria-labelledby="${id}-title">
      <div class="told">
        <h4 id="${id}-title"><a class="self" href="#${id}">${prose(operation.summary)}</a></h4>
        <p class="line"><span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${breakable(path)}</code></p>
        <p><a class="asker" href="#who">${askerOf(operation)}</a></p>
        ${operation.description && html`<p class="about">${prose(operation.description)}</p>`}
        ${parameters(operation, schemas)}
        ${body && bodyTable(body, operation, schemas)}
        ${answers(operation, schemas)}
      </div>
      <div class="shown">
        ${block(operation.responses['101'] ? 'Connect' : 'Request', requestOf({ ...call, body }))}
        ${body && body.type === 'application/json' && block('Body', JSON.stringify(body.example, null, 2))}
        ${answerSample(operation, schemas)}
      </div>
    </article>`;
}

/** Paths may break before a slash. */
const breakable = (path) => joined(path.split(/(?=\/)/), html`<wbr>`);

function parameters({ parameters = [] }, schemas) {
  const kinds = { path: 'In the path', query: 'In the query', header: 'In a header' };
  return Object.entries(kinds).map(([place, title]) => {
    const rows = parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => parameterRow(parameter, schemas));
    return rows.length > 0 && fieldTable(title, rows);
  });
}

function parameterRow({ name, schema, description = '', required }, schemas) {
  const about = description.replace(/^Required\.\s*/, '');
  const wish = {
    properties: { [name]: { ...schema, description: about || undefined } },
    required: required ? [name] : [],
  };
  return schemas.rows(wish, { isSent: true })[0];
}

/** `{type, schema, example}` */
function bodyOf({ requestBody }, schemas) {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (!type) return undefined;
  const example = content.example ?? sampleOf(schemas, content.schema ?? {}, { isShort: true });
  return { type, schema: content.schema ?? {}, example };
}

function bodyTable({ type, schema }, { requestBody }, schemas) {
  const rows = schemas.rows(schema, { isSent: true });
  const note = schemas.resolve(schema).description;
  const title = type === 'application/json' ? 'Body' : `Body, as ${type}`;
  if (rows.length === 0) return undefined;
  return fieldTable(requestBody.required === false ? `${title}, if any` : title, rows, {
    note: note && prose(note),
  });
}

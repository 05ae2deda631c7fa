// Problems, explained once for all calls.

import { STATUS_CODES } from 'node:http';
import { block } from './code.mjs';
import { html, joined, prose } from './html.mjs';
import { fieldTable } from './tables.mjs';

const example = {
  type: 'about:blank',
  title: 'Invalid input',
  status: 422,
  detail: 'email: This is not an email address.',
  code: 'invalid_input',
  errors: [{ field: 'email', code: 'invalid_email', detail: 'This is not an email address.' }],
};

export const problemSection = ({ problems, fields }, schemas) => html`
  <section id="problems" class="group">
    <h2>Problems</h2>
    <div class="call alone">
      <div class="told">
        <p class="about">What goes wrong is answered with a status of 400 or more, as <code>application/problem+json</code> (RFC 9457).
        <code>detail</code> is for people, <code>code</code> is for programs and never changes its meaning. Where fields are to blame,
        <code>errors</code> names each of them with a code of its own.</p>
        ${fieldTable('A problem', schemas.rows({ $ref: '#/components/schemas/Problem' }), { isAnswer: true })}
      </div>
      <div class="shown">${block('A problem', JSON.stringify(example, null, 2))}</div>
    </div>
    <h3 id="problem-codes">Codes of a problem</h3>
    ${codeTable('The codes of a whole problem', problems, 'problem')}
    <h3 id="field-codes">Codes of a field</h3>
    <p class="about">In <code>errors</code>; the problem itself is then <a href="#problem-invalid_input"><code>invalid_input</code></a>.</p>
    ${codeTable('The codes of one field', fields, 'field')}
  </section>`;

const codeTable = (title, codes, kind) => html`
  <table class="codes" role="table">
    <caption class="unseen">${title}</caption>
    <colgroup><col class="of-status"><col class="of-code"><col></colgroup>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">Status</th><th role="columnheader" scope="col">Code</th><th role="columnheader" scope="col">In words</th>
    </tr></thead>
    <tbody role="rowgroup">${codes.map((code) => codeRow(code, kind))}</tbody>
  </table>`;

const codeRow = ({ code, statuses, details }, kind) => html`
  <tr role="row" id="${kind}-${code}">
    <td role="cell">${joined(
      statuses.map((status) => html`<abbr title="${STATUS_CODES[status]}">${status}</abbr>`),
      ' ',
    )}</td>
    <th role="rowheader" scope="row"><code>${code}</code></th>
    <td role="cell">${
      details.length > 0
        ? joined(
            details.map((detail) => prose(detail)),
            html`<br>`,
          )
        : html`<span class="else">In <code>detail</code>, as it applies.</span>`
    }</td>
  </tr>`;

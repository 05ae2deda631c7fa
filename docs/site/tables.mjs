// Fields in tables. On a phone a row becomes a block, which would take a table's meaning away: so it is said as roles too.

import { html, joined } from './html.mjs';

/** `isAnswer`: there, what may be missing gets a mark, elsewhere what must not. */
export const fieldTable = (title, rows, { note, isAnswer = false } = {}) => html`
  <table class="fields" role="table">
    ${captionOf(title, note)}
    <colgroup><col class="of-name"><col class="of-type"><col></colgroup>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">Name</th><th role="columnheader" scope="col">Type</th><th role="columnheader" scope="col">About</th>
    </tr></thead>
    <tbody role="rowgroup">${rows.map((row) => fieldRow(row, isAnswer))}</tbody>
  </table>`;

/** A heading says already whose fields they are. */
const captionOf = (title, note) =>
  title === 'Fields'
    ? html`<caption class="unseen">${title}</caption>`
    : html`<caption>${title}${note && html` <span>${note}</span>`}</caption>`;

const fieldRow = ({ prefix, name, type, isRequired, about }, isAnswer) => html`
  <tr role="row">
    <th role="rowheader" scope="row"><code>${prefix && html`<span>${breakable(prefix)}</span>`}${breakable(name)}</code>${mark(isRequired, isAnswer)}</th>
    <td role="cell" class="type">${type}</td>
    <td role="cell">${joined(about, ' ')}</td>
  </tr>`;

function mark(isRequired, isAnswer) {
  if (isRequired === isAnswer) return undefined;
  return isAnswer ? html` <i>optional</i>` : html` <i class="required">required</i>`;
}

/** Long names may break behind a dot or an underscore. */
const breakable = (name) => joined(name.split(/(?<=[._])/), html`<wbr>`);

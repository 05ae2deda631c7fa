// Figures as texts, and texts as tables for the terminal and for a page. The first row of a table is its heads.

export const whole = (value) => Math.round(value).toLocaleString('en');
export const time = (value) => (value < 10 ? value.toFixed(2) : whole(value));
export const times = (value) => `${value.toFixed(2)}×`;

export function plain(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
}

export function markdown([head, ...body]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

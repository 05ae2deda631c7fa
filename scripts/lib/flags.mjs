import { Stop } from './stop.mjs';

/**
 * Reads the command line by a table of flags ("value" or "switch"); what is not in it is kept in `rest`, in
 * order, for the program behind this one.
 */
export function readFlags(args, table) {
  const flags = { rest: [] };
  const queue = [...args];
  while (queue.length > 0) {
    const [name, value] = splitOnce(queue.shift());
    const kind = table[name];
    if (kind === 'switch') flags[name] = true;
    else if (kind === 'value') flags[name] = value ?? queue.shift() ?? missing(name);
    else flags.rest.push(value === undefined ? name : `${name}=${value}`);
  }
  return flags;
}

const splitOnce = (text) => {
  const at = text.startsWith('--') ? text.indexOf('=') : -1;
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

function missing(name) {
  throw new Stop(`${name} needs a value. \`--help\` shows how.`);
}

/** A number above 0. */
export function readNumber(flags, name, usual) {
  const number = Number(flags[name] ?? usual);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new Stop(`${name} takes a number above 0, not "${flags[name]}".`);
}

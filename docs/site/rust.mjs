// As much of Rust as is needed to read the arguments of a call.

const closing = { '(': ')', '[': ']', '{': '}' };

/** The arguments of a call, as written, from just behind its opening bracket. */
export function argumentsAt(text, start) {
  const args = [];
  const open = [];
  let from = start;
  for (let at = start; at < text.length; at = next(text, at)) {
    const char = text[at];
    if (char === open.at(-1)) open.pop();
    else if (closing[char]) open.push(closing[char]);
    else if (open.length === 0 && (char === ',' || char === ')')) {
      args.push(text.slice(from, at).trim());
      from = at + 1;
      if (char === ')') return args.filter(Boolean);
    }
  }
  return [];
}

/** The place behind a character, or behind the string that begins there. */
function next(text, at) {
  if (text[at] !== '"') return at + 1;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** @type {(name: string) => string | undefined} */
const nothing = () => undefined;

/**
 * The text of an expression: a literal, `&format!(…)`, or a name that `known` can tell. What is filled in is told if
 * it is a constant, else shown as `…`.
 */
export function stringIn(expression = '', known = nothing) {
  const literal = expression.match(/^&?(?:format!\()?\s*"((?:[^"\\]|\\.)*)"/s)?.[1];
  if (literal !== undefined)
    return unescaped(literal).replace(/\{(\w*)[^}]*\}/g, (_, name) => filledIn(known(name)));
  const name = expression.match(/^&?(\w+)$/)?.[1];
  const value = name && known(name);
  return value && value !== expression ? stringIn(value, known) : undefined;
}

const filledIn = (value) =>
  /^[\d_]+$/.test(value ?? '') ? Number(value.replaceAll('_', '')).toLocaleString('en') : '…';

const unescaped = (text) => text.replace(/\\\n\s*/g, '').replace(/\\(["\\])/g, '$1');

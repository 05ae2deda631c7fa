// Is a piece of HTML well formed? Strict as samples should be: every tag is closed, every value in double quotes.

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);
const RAW = /<(script|style)\b([^>]*)>(.*?)<\/\1>/gs;
const TAG = /<(\/?)([a-z][\w-]*)((?:\s+[a-z][\w-]*(?:="[^"<]*")?)*)\s*>/g;

/** What is wrong with it. */
export function mistakes(html: string): string[] {
  const markup = html.replace(RAW, '<$1$2></$1>');
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [tag, isEnd, name = ''] of markup.matchAll(TAG)) {
    if (!isEnd && !VOID.has(name)) open.push(name);
    if (isEnd && open.pop() !== name) wrong.push(`${tag} closes nothing`);
  }
  const rest = markup.replace(TAG, '');
  if (/[<>]/.test(rest)) wrong.push(`not a tag: ${rest.trim()}`);
  return [...wrong, ...open.map((name) => `<${name}> is not closed`)];
}

/** The scripts that are written into it. */
export function scriptsIn(html: string): string[] {
  return [...html.matchAll(RAW)].map(([, , , code = '']) => code).filter((code) => code.trim());
}

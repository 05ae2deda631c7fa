/** What a reply fills in by itself, and where it is put. */

export const VARIABLES: readonly { name: string; words: string }[] = [
  { name: 'visitor.first_name', words: 'Visitor’s first name' },
  { name: 'visitor.name', words: 'Visitor’s name' },
  { name: 'visitor.email', words: 'Visitor’s email' },
  { name: 'agent.first_name', words: 'Your first name' },
  { name: 'agent.name', words: 'Your name' },
  { name: 'organization.name', words: 'Organization' },
];

/** A variable in the place of what is selected, and where one writes on. */
export function inserted(
  text: string,
  name: string,
  from: number,
  to: number,
): { text: string; caret: number } {
  const variable = `{{${name}}}`;
  return { text: text.slice(0, from) + variable + text.slice(to), caret: from + variable.length };
}

const USED = /\{\{\s*([^{}|]*?)\s*(?:\|[^{}]*)?\}\}/g;

/** Names in the text that nothing stands for: visitors would read them as they are. */
export function unknownIn(text: string): string[] {
  const names = [...text.matchAll(USED)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !VARIABLES.some((one) => one.name === name));
}

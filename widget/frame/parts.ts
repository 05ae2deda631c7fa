/**
 * Parts of the window that load when they are wanted. Each is a folder with an `index` of its own, its words come from
 * languages/later.ts, its styles from a file that it adopts. What opens the window does without hooks: they come with
 * the first part.
 */
const parts = {
  conversation: () => import('./conversation/index.ts'),
  commands: () => import('./commands/index.ts'),
  files: () => import('./files/index.ts'),
};

export type PartName = keyof typeof parts;
export type Part<Name extends PartName> = Awaited<ReturnType<(typeof parts)[Name]>>;

const loaded: { [name in PartName]?: Promise<unknown> } = {};

/** Loaded once; after a failure the next who asks tries anew. */
export function load<Name extends PartName>(name: Name): Promise<Part<Name>> {
  loaded[name] ??= parts[name]()
    .catch(anew)
    .catch((problem: Error) => {
      delete loaded[name];
      throw problem;
    });
  return loaded[name] as Promise<Part<Name>>;
}

/** Browsers remember that a module did not load. Under another address they try once more; most say which it was. */
function anew(problem: Error): Promise<unknown> {
  const [address] = /https?:\S+/.exec(problem.message) ?? [];
  if (!address) throw problem;
  return import(`${address}?${Date.now()}`);
}

/** A constructed sheet needs no leave from the page's policy. Those of parts come before the organization's own. */
export function adopt(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  return sheet;
}

/**
 * Parts of the window that load when they are wanted. Each is a folder with an `index` of its own, its words come from
 * languages/later.ts, its styles from a file that it adopts. What opens the window does without hooks: they come with
 * the first part.
 */
const parts = {
  conversation: () => import('./conversation/index.ts'),
  commands: () => import('./commands/index.ts'),
  files: () => import('./files/index.ts'),
  looks: () => import('./looks/index.ts'),
  forms: () => import('./forms/index.ts'),
  replies: () => import('./replies/index.tsx'),
  around: () => import('./around/index.tsx'),
};

export type PartName = keyof typeof parts;
export type Part<Name extends PartName> = Awaited<ReturnType<(typeof parts)[Name]>>;
/** A part that only another part knows. */
export type Way = () => Promise<object>;
export type Found<Wanted extends PartName | Way> = Wanted extends PartName
  ? Part<Wanted>
  : Wanted extends Way
    ? Awaited<ReturnType<Wanted>>
    : never;

const loaded = new Map<PartName | Way, Promise<unknown>>();

/** Loaded once; after a failure the next who asks tries anew. */
export function load<Wanted extends PartName | Way>(wanted: Wanted): Promise<Found<Wanted>> {
  const way: Way = typeof wanted === 'string' ? parts[wanted as PartName] : wanted;
  if (!loaded.has(wanted)) {
    const loading = way().catch(anew);
    loaded.set(wanted, loading);
    // Whatever whoever asked makes of a failure, here nobody catches it: so it is reported.
    loading.catch((problem) => {
      loaded.delete(wanted);
      throw problem;
    });
  }
  return loaded.get(wanted) as Promise<Found<Wanted>>;
}

/** Browsers remember that a module did not load. Under another address they try once more; most say which it was. */
function anew(problem: Error): Promise<unknown> {
  const [address] = /https?:\S+/.exec(problem.message) ?? [];
  if (!address) throw problem;
  return import(`${address}?${Date.now()}`);
}

/** A constructed sheet needs no leave from the page's policy. Those of parts come before the organization's own. */
export function adopt(rules: string, how: 'unshift' | 'push' = 'unshift'): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets[how](sheet);
  return sheet;
}

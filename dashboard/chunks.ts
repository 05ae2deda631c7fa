/** Which modules are loaded together: what every page of somebody who is logged in needs comes as one file, not as thirty. */

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

const at = (file: string) => `${import.meta.dirname}/${file}`;

const DESK = ['shell/shell.tsx', 'inbox/page.tsx'].map(at);
/** What these need is not to wait for the desk. */
const BEFORE = [
  'main.tsx',
  'session/login.tsx',
  'session/signup.tsx',
  'session/forgot.tsx',
  'session/reset.tsx',
  'session/invite.tsx',
].map(at);

export function deskChunk(): (id: string, graph: Graph) => string | null {
  let known: { desk: Set<string>; before: Set<string> } | undefined;
  return (id, graph) => {
    known ??= { desk: reached(graph, DESK), before: reached(graph, BEFORE) };
    return known.desk.has(id) && !known.before.has(id) ? 'desk' : null;
  };
}

/** They, and all that they import by name. */
function reached(graph: Graph, from: readonly string[]): Set<string> {
  const seen = new Set(from);
  for (const id of seen) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) seen.add(next);
  return seen;
}

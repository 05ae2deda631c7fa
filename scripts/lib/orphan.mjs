import { readFileSync } from 'node:fs';

const shells = new Set(['sh', 'dash', 'bash', 'zsh']);
const interval = 1_000;

/**
 * Acts when the npm that runs us is gone. npm may be killed without a chance to tell us, and then Ctrl-C does
 * not reach us either. Between npm and us there may be a shell, which outlives npm.
 */
export function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const hasShell = shells.has(stat(parent)?.name);
  const npm = hasShell ? stat(parent).parent : parent;
  const isThere = () => process.ppid === parent && (!hasShell || stat(parent)?.parent === npm);
  const watch = setInterval(() => isThere() || act(), interval);
  watch.unref();
}

/** What Linux tells about a process; elsewhere nothing, but there npm's shell makes way for us. */
function stat(pid) {
  try {
    const [, name, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\((.*)\) \S+ (\d+)/);
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

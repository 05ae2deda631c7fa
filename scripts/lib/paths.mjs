import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the project. */
export const at = (...parts) => path.join(root, ...parts);

/** A program that an npm package brought. */
export const bin = (name) => at('node_modules', '.bin', name);

/** Node as the project wants it (package.json), whatever the machine has. */
export const projectNode = bin('node');

/** A path as a person at the project's root would type it. */
export const shown = (file) => {
  const relative = path.relative(root, file);
  return relative.startsWith('..') ? file : relative;
};

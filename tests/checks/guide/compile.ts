// Samples, checked by the compiler against the page API's types as a strict project would.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { at } from './pages.ts';

const options = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: [],
  jsx: 'react-jsx',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  // The types themselves are looked at too.
  skipLibCheck: false,
};

/** What the samples import and this project does not have. */
const OTHERS = `
declare module 'next/script' {
  import type { JSX } from 'react';
  export default function Script(props: {
    src: string;
    strategy?: 'afterInteractive' | 'lazyOnload' | 'beforeInteractive' | 'worker';
    [data: \`data-\${string}\`]: string;
  }): JSX.Element;
}
declare module 'vue' {
  export function onMounted(run: () => void): void;
  export function onUnmounted(run: () => void): void;
}
`;

/** The compiler's complaints. Each file is a module of its own; the folder is in the project, where React's types are found. */
export function complaints(files: { name: string; code: string }[], folder = 'test-results/guide'): string {
  const write = (name: string, content: string) => writeFileSync(at(`${folder}/${name}`), content);
  rmSync(at(folder), { recursive: true, force: true });
  mkdirSync(at(folder), { recursive: true });
  const config = { compilerOptions: options, include: ['*', '../../widget/widget.d.ts'] };
  write('tsconfig.json', JSON.stringify(config));
  write('others.d.ts', OTHERS);
  for (const { name, code } of files) write(name, `${code}\nexport {};\n`);
  const tsc = at('node_modules/.bin/tsc');
  return spawnSync(tsc, ['--project', at(folder)], { encoding: 'utf8', timeout: 60_000 }).stdout;
}

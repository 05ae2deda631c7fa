/** Builds the widget into `outDir`: the loader under its lasting names, the frame's hashed files, and the frame's page. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const BROWSERS = ['chrome111', 'firefox113', 'safari16.4'];

export async function build({ outDir, mode = 'production' }) {
  const hashed = join(outDir, 'w');
  await rm(hashed, { recursive: true, force: true });
  await mkdir(hashed, { recursive: true });
  const options = optionsFor(mode);
  const [, scripts, style] = await Promise.all([
    buildLoader(outDir, options),
    buildFrame(hashed, options),
    buildStyle(hashed, options),
  ]);
  await writeFile(join(outDir, 'frame.html'), await framePage(scripts, style));
}

function optionsFor(mode) {
  const minify = mode === 'production';
  return {
    bundle: true,
    minify,
    target: BROWSERS,
    charset: 'utf8',
    logLevel: 'warning',
    absWorkingDir: HERE,
  };
}

/**
 * The loader is one classic script, as a tag without `type` needs it. Its second half has a lasting name too, because a
 * loader kept in a browser's cache must find it after a deploy; the version after the name gets past that same cache.
 */
async function buildLoader(outDir, options) {
  const [loader, half] = [join(outDir, 'widget.js'), join(outDir, 'v1/window.js')];
  const both = { ...options, plugins: [styleAsText] };
  await esbuild.build({ ...both, entryPoints: ['loader/window/index.ts'], outfile: half, format: 'esm' });
  const define = { WINDOW_VERSION: JSON.stringify(hash(await readFile(half))) };
  await esbuild.build({ ...both, define, entryPoints: ['loader/index.ts'], outfile: loader, format: 'iife' });
  await copyFile(loader, join(outDir, 'v1/widget.js'));
}

/** Modules with the hash of their content in the name, so that they may be kept for ever. */
async function buildFrame(outdir, options) {
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: { frame: 'frame/index.tsx' },
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    metafile: true,
  });
  return startingScripts(metafile.outputs);
}

/** The entry first, then what it imports at once: the page asks for all of them together. */
function startingScripts(outputs) {
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint === 'frame/index.tsx');
  const imports = outputs[entry].imports.filter(({ kind }) => kind === 'import-statement');
  return [entry, ...imports.map(({ path }) => path)].map((path) => `/w/${basename(path)}`);
}

async function buildStyle(outdir, options) {
  const entryPoints = ['frame/styles/index.css'];
  const { outputFiles } = await esbuild.build({ ...options, entryPoints, outdir, write: false });
  const rules = withoutUnused(outputFiles[0].text);
  const name = `frame-${hash(rules)}.css`;
  await writeFile(join(outdir, name), rules);
  return `/w/${name}`;
}

/** The tokens serve the dashboard as well; those that no rule here uses stay behind. */
function withoutUnused(css) {
  const isUsed = (name, text) => text.includes(`var(${name})`) || text.includes(`var(${name},`);
  const kept = css.replace(/(--[\w-]+):[^;}]*;?/g, (declaration, name) =>
    isUsed(name, css) ? declaration : '',
  );
  return kept === css ? css : withoutUnused(kept);
}

/** The loader carries its few rules along as a string for a constructed stylesheet. */
const styleAsText = {
  name: 'style-as-text',
  setup(setup) {
    setup.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

async function framePage([script, ...imports], style) {
  const preloads = imports.map((path) => `<link rel="modulepreload" href="${path}">`).join('\n    ');
  const page = await readFile(join(HERE, 'frame/page.html'), 'utf8');
  return page.replace('{{style}}', style).replace('{{script}}', script).replace('{{preloads}}', preloads);
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

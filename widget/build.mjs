/** Builds the widget into `outDir`: the loader under its lasting names, the frame's hashed files, and the frame's page. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  await buildPage(outDir, options);
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
 * The loader is one classic script, as a tag without `type` needs it. Its later parts have lasting names too, because a
 * loader kept in a browser's cache must find them after a deploy; the version after the name gets past that same cache.
 */
async function buildLoader(outDir, options) {
  const later = ['window', 'calls', 'history', 'notice', 'options', 'proactive'];
  const [loader, parts] = [join(outDir, 'widget.js'), later.map((name) => join(outDir, `v1/${name}.js`))];
  const both = { ...options, plugins: [styleAsText] };
  const buildPart = (outfile, index) =>
    esbuild.build({ ...both, entryPoints: [`loader/${later[index]}/index.ts`], outfile, format: 'esm' });
  await Promise.all(parts.map(buildPart));
  const contents = await Promise.all(parts.map((part) => readFile(part)));
  const define = { VERSION: JSON.stringify(hash(Buffer.concat(contents))) };
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
    plugins: [styleAsText],
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
  const parts = await Promise.all((await styles('frame')).map((path) => readFile(path, 'utf8')));
  const rules = withoutUnused(outputFiles[0].text, parts.join('\n'));
  const name = `frame-${hash(rules)}.css`;
  await writeFile(join(outdir, name), rules);
  return `/w/${name}`;
}

/** All stylesheets of a folder: the frame's parts bring their own. */
async function styles(folder) {
  const names = await readdir(join(HERE, folder), { recursive: true });
  return names.filter((name) => name.endsWith('.css')).map((name) => join(HERE, folder, name));
}

/** The tokens serve the dashboard as well; those that no rule here or in a part uses stay behind. */
function withoutUnused(css, parts) {
  const isUsed = (name, text) => text.includes(`var(${name})`) || text.includes(`var(${name},`);
  const kept = css.replace(/(--[\w-]+):[^;}]*;?/g, (declaration, name) =>
    isUsed(name, css) || isUsed(name, parts) ? declaration : '',
  );
  return kept === css ? css : withoutUnused(kept, parts);
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

/** The chat on a page of its own: `/chat/wk_…`. */
async function buildPage(outDir, options) {
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: { chat: 'page/index.ts', 'chat-style': 'page/page.css' },
    outdir: join(outDir, 'w'),
    entryNames: '[name]-[hash]',
    format: 'esm',
    write: false,
  });
  let page = await readFile(join(HERE, 'page/page.html'), 'utf8');
  for (const { path, contents } of outputFiles) {
    await writeFile(path, contents);
    page = page.replace(path.endsWith('.css') ? '{{style}}' : '{{script}}', `/w/${basename(path)}`);
  }
  await writeFile(join(outDir, 'chat.html'), page);
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

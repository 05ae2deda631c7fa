/** Builds the widget into `outDir`: the loader under its lasting names, the frame's hashed files, and the frame's page. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { withoutUnused, withTokens } from './tokens.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const BROWSERS = ['chrome111', 'firefox113', 'safari16.4'];

export async function build({ outDir, mode = 'production' }) {
  const hashed = join(outDir, 'w');
  await rm(hashed, { recursive: true, force: true });
  await mkdir(hashed, { recursive: true });
  const options = { ...optionsFor(mode), define: await buildLanguages(hashed, optionsFor(mode)) };
  const opening = await openingStyle(options);
  const [version, scripts, style] = await Promise.all([
    buildLoader(outDir, options),
    buildFrame(hashed, options, opening),
    putStyle(hashed, opening),
  ]);
  const frame = await framePage(scripts, style);
  await writeFile(join(outDir, 'frame.html'), frame);
  await buildPage(outDir, options);
  await buildPreview(outDir, options, version, frame);
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
 * Each build is also there under that version, whole and never changed, for sites that want to say which one they run.
 */
async function buildLoader(outDir, options) {
  const later = ['window', 'calls', 'history', 'notice', 'options', 'proactive', 'errors'];
  const both = { ...options, plugins: [styleAsText], write: false };
  const bundle = async (name, more) => {
    const { outputFiles } = await esbuild.build({ ...both, ...more, entryPoints: [`loader/${name}.ts`] });
    return outputFiles[0].contents;
  };
  const parts = await Promise.all(later.map((name) => bundle(`${name}/index`, { format: 'esm' })));
  const loader = (folder, version) =>
    bundle('index', {
      format: 'iife',
      define: { ...options.define, FOLDER: JSON.stringify(folder), VERSION: JSON.stringify(version) },
    });
  // Named by all that is in it; where its name stands in it comes last.
  const exact = Buffer.from(await loader('EXACT', 'VERSION')).toString();
  const version = hash(Buffer.concat([...parts, Buffer.from(exact)]));
  const build = `build/${version}`;
  await put(outDir, 'v1', later, parts, await loader('v1', version));
  await put(outDir, build, later, parts, exact.replace('EXACT', build).replace('VERSION', version));
  await copyFile(join(outDir, 'v1/widget.js'), join(outDir, 'widget.js'));
  await copyFile(join(HERE, 'widget.d.ts'), join(outDir, 'v1/widget.d.ts'));
  return version;
}

async function put(outDir, folder, names, parts, loader) {
  await mkdir(join(outDir, folder), { recursive: true });
  await Promise.all(names.map((name, index) => writeFile(join(outDir, folder, `${name}.js`), parts[index])));
  await writeFile(join(outDir, folder, 'widget.js'), loader);
}

/** A file for each language but English, which the parts bring along. One version for all: they change together. */
async function buildLanguages(outdir, options) {
  const names = (await readdir(join(HERE, 'languages'))).filter((name) =>
    /^[a-z]{2,3}(-[a-z]+)?\.ts$/.test(name),
  );
  const entryPoints = names.map((name) => `languages/${name}`);
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints,
    outdir,
    format: 'esm',
    write: false,
  });
  const version = hash(Buffer.concat(outputFiles.map(({ contents }) => contents)));
  const put = ({ path, contents }) => writeFile(path.replace(/\.js$/, `-${version}.js`), contents);
  await Promise.all(outputFiles.map(put));
  const languages = names.map((name) => name.replace('.ts', '')).sort();
  return {
    LANGUAGES: JSON.stringify(languages.join(' ')),
    LANGUAGES_AT: JSON.stringify(`/w/*-${version}.js`),
  };
}

/** Modules with the hash of their content in the name, so that they may be kept for ever. */
async function buildFrame(outdir, options, opening) {
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
    plugins: [partStyle(opening), openingAsOne],
  });
  return startingScripts(metafile.outputs);
}

/** What the page asks for at once. The entry is in one file with all that the parts share, and needs none of its own. */
function startingScripts(outputs) {
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint === 'frame/index.tsx');
  const imports = outputs[entry].imports.filter(({ kind }) => kind === 'import-statement');
  return imports.map(({ path }) => `/w/${basename(path)}`);
}

/** What the window opens with; the parts bring their own. */
async function openingStyle(options) {
  const entryPoints = ['frame/styles/index.css'];
  const { outputFiles } = await esbuild.build({ ...options, entryPoints, write: false });
  // The minifier leaves a space before the value of each token.
  return withoutUnused(outputFiles[0].text).replace(/(--[\w-]+): /g, '$1:');
}

async function putStyle(outdir, rules) {
  const name = `frame-${hash(rules)}.css`;
  await writeFile(join(outdir, name), rules);
  return `/w/${name}`;
}

/** A part's rules as a string for a constructed stylesheet, with the tokens that are not there yet. */
const partStyle = (opening) => ({
  name: 'part-style',
  setup(setup) {
    setup.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const [part, tokens] = await Promise.all([path, join(HERE, 'tokens.css')].map(minified));
      return { contents: withTokens(part, tokens, opening), loader: 'text' };
    });
  },
});

/**
 * Every part says that it needs the opening, which is there anyway. Otherwise the bundler makes another file of all that
 * only some parts share with it, and the opening would grow with each of them.
 */
const openingAsOne = {
  name: 'opening-as-one',
  setup(setup) {
    setup.onLoad({ filter: /frame[\\/].+[\\/]index\.tsx?$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\nimport ${JSON.stringify(join(HERE, 'frame/index.tsx'))};`,
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }));
  },
};

/** The loader carries its few rules along as a string for a constructed stylesheet. */
const styleAsText = {
  name: 'style-as-text',
  setup(setup) {
    setup.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minified(path),
      loader: 'text',
    }));
  },
};

async function minified(path) {
  const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
  return code.trim();
}

async function framePage([script, ...imports], style) {
  const preloads = imports.map((path) => `<link rel="modulepreload" href="${path}">`).join('\n    ');
  const page = (await readFile(join(HERE, 'frame/page.html'), 'utf8')).replace(/\n\s*/g, '');
  return page.replace('{{style}}', style).replace('{{script}}', script).replace('{{preloads}}', preloads);
}

/** The widget as the settings show it: on a page of nobody's, with a server that is only pretended. */
async function buildPreview(outDir, options, version, frame) {
  const define = { ...options.define, FOLDER: '"v1"', VERSION: JSON.stringify(version) };
  const bundle = async (entry, more) => {
    const { outputFiles } = await esbuild.build({ ...options, ...more, entryPoints: [entry], write: false });
    return outputFiles[0].contents;
  };
  const scripts = { format: 'esm', define, plugins: [styleAsText] };
  const [page, pretend, style] = await Promise.all([
    bundle('preview/index.ts', scripts),
    bundle('preview/pretend/index.ts', scripts),
    bundle('preview/page.css', {}),
  ]);
  const keep = async (name, type, content) => {
    const file = `${name}-${hash(content)}.${type}`;
    await writeFile(join(outDir, 'w', file), content);
    return `/w/${file}`;
  };
  const [pageAt, pretendAt, styleAt] = await Promise.all([
    keep('preview', 'js', page),
    keep('pretend', 'js', pretend),
    keep('preview', 'css', style),
  ]);
  const html = await readFile(join(HERE, 'preview/page.html'), 'utf8');
  await mkdir(join(outDir, 'preview'), { recursive: true });
  await writeFile(
    join(outDir, 'preview/index.html'),
    html.replace('{{style}}', styleAt).replace('{{script}}', pageAt),
  );
  const before = `<script type="module" src="${pretendAt}"></script>\n    <script`;
  await writeFile(join(outDir, 'preview/frame.html'), frame.replace('<script', before));
}

/** The chat on a page of its own: `/chat/wk_…`. It shares the languages' files with nothing, and loads one at most. */
async function buildPage(outDir, options) {
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: { chat: 'page/index.ts', 'chat-style': 'page/page.css' },
    outdir: join(outDir, 'w'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
  });
  let page = await readFile(join(HERE, 'page/page.html'), 'utf8');
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint === 'page/page.css') page = page.replace('{{style}}', `/w/${basename(path)}`);
    if (entryPoint === 'page/index.ts') page = page.replace('{{script}}', `/w/${basename(path)}`);
  }
  await writeFile(join(outDir, 'chat.html'), page);
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { isExecutable, run, start } from './processes.mjs';

const firstByte = 4_000;
const lastByte = 60_000;

const platforms = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
};

const addresses = {
  'wasm-bindgen': (version, platform) =>
    `https://github.com/wasm-bindgen/wasm-bindgen/releases/download/${version}/wasm-bindgen-${version}-${platform}.tar.gz`,
};

/**
 * Tries the binary that a tool's makers publish. Says whether it worked: where it does not (no such binary,
 * a closed network), the tool is built from source, so no failure here is worth a word.
 */
export async function download({ name, version }, folder, say) {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (!platform || !addresses[name]) return false;
  say('looking for a prebuilt one');
  const unpacked = `${folder}.part`;
  try {
    await unpack(addresses[name](version, platform), unpacked);
    await run(`${unpacked}/bin/${name}`, ['--version']);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unpacked, folder);
    return isExecutable(`${folder}/bin/${name}`);
  } catch {
    rmSync(unpacked, { recursive: true, force: true });
    return false;
  }
}

async function unpack(url, folder) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), firstByte);
  const response = await fetch(url, { signal: giveUp.signal }).finally(() => clearTimeout(timer));
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  mkdirSync(`${folder}/bin`, { recursive: true });
  const tar = start('tar', ['-xz', '--strip-components=1', '-C', `${folder}/bin`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const body = Readable.fromWeb(response.body, { signal: AbortSignal.timeout(lastByte) });
  await new Promise((resolve, reject) => {
    body.on('error', reject);
    tar.stdin.on('error', reject);
    tar.ended.then((code) => (code === 0 ? resolve() : reject(new Error('tar failed'))), reject);
    body.pipe(tar.stdin);
  });
}

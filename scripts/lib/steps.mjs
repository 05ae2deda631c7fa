// What a person sees while the scripts work: one line per step, and, while steps run, a live line on a
// terminal or a sign of life now and then elsewhere.

const terminal = Boolean(process.stdout.isTTY) && !process.env.CI;
const coloured = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
const running = new Map();
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const firstSign = 2_000;
const nextSigns = 30_000;
let ticker;

const paint = (code) => (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Shows a step while `work` runs. `work` gets a function to say what is happening just now, and may return
 * a note ("up to date") to be shown in place of the time it took.
 */
export async function step(name, work) {
  const state = { since: Date.now(), detail: '', nextSign: firstSign };
  running.set(name, state);
  ticker ??= setInterval(tick, terminal ? 100 : 500);
  try {
    const note = await work((detail) => {
      state.detail = detail.trim();
    });
    finish(name, green('✓'), dim(note ?? seconds(Date.now() - state.since)));
  } catch (error) {
    finish(name, red('✗'), dim(seconds(Date.now() - state.since)));
    throw error;
  }
}

/** Prints a line without tearing the live line. */
export function say(text = '') {
  if (terminal) process.stdout.write('\r\u001b[K');
  process.stdout.write(`${text}\n`);
}

function finish(name, mark, note) {
  running.delete(name);
  say(`${mark} ${name.padEnd(28)} ${note}`);
  if (running.size > 0) return;
  clearInterval(ticker);
  ticker = undefined;
}

function tick() {
  if (terminal) drawLiveLine();
  else for (const [name, state] of running) showSignOfLife(name, state);
}

function drawLiveLine() {
  const now = Date.now();
  const parts = [...running].map(([name, { since, detail }]) => {
    const time = `${Math.round((now - since) / 1000)} s`;
    return running.size > 1 ? `${name} ${time}` : `${name}  ${time}  ${detail}`;
  });
  const line = `${frames[Math.floor(now / 100) % frames.length]} ${parts.join(' · ')}`;
  process.stdout.write(`\r\u001b[K${dim(line.slice(0, (process.stdout.columns ?? 80) - 1))}`);
}

function showSignOfLife(name, state) {
  const age = Date.now() - state.since;
  if (age < state.nextSign) return;
  const time = age < nextSigns ? '' : `${Math.round(age / 1000)} s`;
  say([dim('…'), name, time, dim(state.detail)].filter(Boolean).join(' '));
  state.nextSign += nextSigns;
}

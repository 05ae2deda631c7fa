import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as system } from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';

const running = new Set();
const patience = 5000;

/** A program that ended badly. `output` is what it printed. */
export class CommandFailed extends Error {
  constructor(command, args, code, output) {
    const tail = output.trim().split('\n').slice(-60).join('\n');
    super(`\`${[path.basename(command), ...args].join(' ')}\` failed (${code}):\n\n${tail}`);
    this.output = output;
    this.code = code;
  }
}

/**
 * Starts a program in a process group of its own, so that it can be ended with all its children.
 * `child.ended` resolves to its exit code or the signal's name.
 */
export function start(command, args, { env, onLine, ...options } = {}) {
  const defaults = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true };
  const settings = { ...defaults, ...options, env: { ...process.env, ...env } };
  const child = spawn(command, args, settings);
  child.leadsGroup = settings.detached;
  running.add(child);
  child.ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  }).finally(() => running.delete(child));
  child.ended.catch(() => {});
  if (onLine) for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
  return child;
}

/** Runs a program to its end and returns what it printed; throws CommandFailed when it failed. */
export async function run(command, args, options = {}) {
  const lines = [];
  const onLine = (line) => {
    lines.push(line);
    options.onLine?.(line);
  };
  const code = await start(command, args, { ...options, onLine }).ended;
  const output = lines.join('\n');
  if (code !== 0) throw new CommandFailed(command, args, code, output);
  return output;
}

/** Runs a program that talks to the person at the terminal; returns its exit code. */
export const runAttached = (command, args, options = {}) =>
  start(command, args, { stdio: 'inherit', detached: false, ...options }).ended;

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n|\r/);
    rest = lines.pop();
    lines.forEach(onLine);
  });
  stream.on('end', () => rest && onLine(rest));
}

/** Where a program is on PATH, or undefined. */
export function which(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ends a program and everything it started: politely, then, after some seconds, for good. */
export async function end(child) {
  signalTree(child, 'SIGTERM');
  const timer = setTimeout(() => signalTree(child, 'SIGKILL'), patience);
  await child.ended.catch(() => {});
  clearTimeout(timer);
  signalTree(child, 'SIGKILL');
}

export const endAll = () => Promise.all([...running].map(end));

function signalTree(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(child.leadsGroup ? -child.pid : child.pid, signal);
  } catch {
    // It is gone already, which is what we want.
  }
}

let leaving = false;

/** Whether we were told to end: then a child's end is no failure. */
export const isLeaving = () => leaving;

/** Ends all children, then this process. */
export async function leave(exitCode) {
  if (leaving) return;
  leaving = true;
  await endAll();
  process.exit(exitCode);
}

/** On Ctrl-C and the like: ends all children first. `exitCode` overrules the usual 128 + signal. */
export function endChildrenOnSignals(exitCode) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => leave(exitCode ?? 128 + system.signals[signal]));
  }
}

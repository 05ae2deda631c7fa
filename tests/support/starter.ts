// Drives the project's own commands as a person at a terminal does.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Command {
  readonly child: ChildProcess;
  /** All that was printed so far. */
  output(): string;
  /** Waits for a line that begins like this; fails when the command ends before. */
  line(beginning: string): Promise<string>;
  /** The exit code, once it has ended. */
  readonly code: Promise<number>;
  /** What Ctrl-C at a terminal does: it reaches the command and what it runs in the foreground. */
  interrupt(): void;
  /** Kills it and all it started, without a chance to tidy up. */
  killAll(): Promise<void>;
}

/** Starts a command in the project's folder. */
export function launch(command: string, args: string[], env: Record<string, string> = {}): Command {
  const child = spawn(command, args, { cwd: root, detached: true, env: { ...process.env, ...env } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const code = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? -1));
  });
  return {
    child,
    code,
    output: () => printed,
    line: (beginning) => lineFrom(child, () => printed, beginning, code),
    interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    killAll: async () => {
      for (const pid of [...family(child.pid ?? 0), -(child.pid ?? 0)]) kill(pid);
      await code;
    },
  };
}

function lineFrom(child: ChildProcess, printed: () => string, beginning: string, code: Promise<number>) {
  return new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = printed()
        .split('\n')
        .slice(0, -1)
        .find((line) => line.startsWith(beginning));
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', look);
    code.then(() => reject(new Error(`It ended without "${beginning}":\n${printed()}`)), reject);
    look();
  });
}

/** A process and all that descend from it. */
export function family(pid: number): number[] {
  const parents = existsSync('/proc/self/stat') ? parentsFromProc() : parentsFromPs();
  const below = (parent: number): number[] =>
    parents.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return [pid, ...below(pid)];
}

type Parents = [pid: number, parent: number][];

/** Linux; a small container may lack `ps`. */
function parentsFromProc(): Parents {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => [Number(pid), parentOf(pid)]);
}

function parentOf(pid: string): number {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return Number(afterName.split(' ')[1]);
  } catch {
    return -1;
  }
}

function parentsFromPs(): Parents {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}

/** The words a process was started with; empty when it is gone. */
export function commandOf(pid: number): string {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** A port that is free just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

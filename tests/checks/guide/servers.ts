// The sample servers of the guide, run as they stand there. Who is logged in is a file of our own beside them.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../support/starter.ts';
import { until } from '../../support/wait.ts';

export interface SampleServer {
  /** The language of the sample in the guide. */
  language: string;
  /** Says whether it is installed. */
  probe: string[];
  file: string;
  session: string;
  sessionCode: string;
  run: string[];
}

export const user = { id: 'user-7', name: 'Zoë “Z” Müller', email: 'zoe@example.com' };
const json = JSON.stringify(user);

export const servers: SampleServer[] = [
  {
    language: 'js',
    probe: [process.execPath, '--version'],
    file: 'chat-token.mjs',
    session: 'session.mjs',
    sessionCode: `export const userOf = ({ headers }) => (headers.cookie ? ${json} : undefined);`,
    run: [process.execPath, 'chat-token.mjs'],
  },
  {
    language: 'python',
    probe: ['python3', '--version'],
    file: 'chat_token.py',
    session: 'session.py',
    sessionCode: `def user_of(request):\n    return ${json} if request.headers.get("Cookie") else None\n`,
    run: ['python3', 'chat_token.py'],
  },
  {
    language: 'php',
    probe: ['php', '--version'],
    file: 'chat-token.php',
    session: 'session.php',
    sessionCode: `<?php function user_of_session() { return $_COOKIE ? json_decode('${json}', true) : null; }`,
    run: ['php', '-S', '127.0.0.1:PORT', 'chat-token.php'],
  },
  {
    language: 'go',
    probe: ['go', 'version'],
    file: 'main.go',
    session: 'session.go',
    sessionCode: `package main
import "net/http"
func userOf(r *http.Request) (User, bool) {
	return User{${JSON.stringify(user.id)}, ${JSON.stringify(user.name)}, ${JSON.stringify(user.email)}}, r.Header.Get("Cookie") != ""
}`,
    run: ['go', 'run', 'main.go', 'session.go'],
  },
];

export function isInstalled({ probe: [command = '', ...args] }: SampleServer): boolean {
  return spawnSync(command, args, { timeout: 10_000 }).status === 0;
}

/** Starts the server, asks it what the guide's page asks, and ends it. */
export async function askForToken(server: SampleServer, code: string, secret: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'chatdesk-guide-'));
  writeFileSync(path.join(folder, server.file), code);
  writeFileSync(path.join(folder, server.session), server.sessionCode);
  const port = await freePort();
  const [command = '', ...args] = server.run.map((word) => word.replace('PORT', `${port}`));
  const env = { ...process.env, PORT: `${port}`, CHATDESK_IDENTITY_SECRET: secret };
  const child = spawn(command, args, { cwd: folder, env, detached: true, stdio: 'ignore' });
  try {
    return await ask(`http://127.0.0.1:${port}/chat-token`);
  } finally {
    // All of it: what is compiled runs in a process of its own.
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(address: string) {
  const stranger = await until(
    () => fetch(address).catch(() => undefined),
    (answer) => answer !== undefined,
    60_000,
  );
  const answer = await fetch(address, { headers: { cookie: 'session=1' } });
  const { token } = (await answer.json()) as { token: string };
  return { token, stranger: stranger?.status, cacheControl: answer.headers.get('cache-control') };
}

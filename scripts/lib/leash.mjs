// node leash.mjs COMMAND ARGS…: runs a program for as long as standard input stays open. It closes when the
// process that started us is gone, however it went; without this a killed `npm start` would leave a server
// behind that holds the port.

import { spawn } from 'node:child_process';

const patience = 3_000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.once('error', () => process.exit(127));
child.once('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => {});
process.stdin.resume().once('close', () => {
  // We lead a process group: 0 is all that the program started.
  process.kill(0, 'SIGTERM');
  setTimeout(() => process.kill(0, 'SIGKILL'), patience);
});

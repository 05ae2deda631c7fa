import { isLeaving, leave } from './processes.mjs';

/** An expected failure: one sentence and what to do next. Shown without a stack trace. */
export class Stop extends Error {}

/** Runs a script; what it returns is the exit code. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (isLeaving()) return;
    console.error(`\n${error instanceof Stop ? error.message : explainUnexpected(error)}\n`);
    await leave(1);
  }
}

const explainUnexpected = (error) => (error.output === undefined ? error.stack : error.message);

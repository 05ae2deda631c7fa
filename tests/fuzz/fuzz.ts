// The API against its description: schemathesis asks everything, in all ways it can think of, for some time.

import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { problemCodes } from '../../docs/site/problems.mjs';
import { secrets } from '../support/secrets.ts';
import { startServer } from '../support/server.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const REPORT = 'test-results/fuzz.json';
const ANSWERS = 'test-results/fuzz-answers.json';
const MANY = '1000000';

export interface Wish {
  /** schemathesis, as the set-up installed it. */
  program: string;
  seconds: number;
  seed?: number | undefined;
  /** More flags of schemathesis. */
  more?: string[];
  /** Shows how it goes. */
  loud?: boolean;
}

export interface Outcome {
  isWell: boolean;
  /** What was found, with the requests that do it again. */
  findings: string;
  /** What the server logged as its own fault. */
  faults: string[];
  figures: { seed: string; seconds: number; cases: number; calls: number; answered: number };
  /** Calls that nobody got more than a problem from. */
  inVain: string[];
}

export async function fuzz(wish: Wish): Promise<Outcome> {
  await using server = await startServer({ LIMIT_MESSAGES: MANY }, { limited: false });
  const env = {
    FUZZ_ORIGIN: server.origin,
    FUZZ_OPERATOR: secrets.OPERATOR_TOKEN,
    FUZZ_ANSWERS: at(ANSWERS),
    FUZZ_CODES: JSON.stringify(problemCodes()),
  };
  mkdirSync(at('test-results'), { recursive: true });
  for (const file of [REPORT, ANSWERS]) rmSync(at(file), { force: true });
  const { code, output } = await run(wish, flagsOf(wish, server.origin), env);
  writeFileSync(at('test-results/fuzz.txt'), output);
  if (!existsSync(at(REPORT))) throw new Error(`schemathesis did not get far:\n${output}`);
  const errors = server.logs().filter((line) => line.includes('"level":"error"'));
  return {
    isWell: code === 0,
    findings: output.slice(Math.max(0, output.search(/^=+ (FAILURES|ERRORS|WARNINGS) =+$/m))),
    faults: [...new Set(errors)].slice(0, 20),
    ...figures(),
  };
}

const flagsOf = ({ seconds, seed, more = [] }: Wish, origin: string): string[] => [
  ...['--config-file', 'schemathesis.toml', 'run', at('docs/openapi.json'), '--url', origin],
  ...['--max-time', String(seconds), '--report', 'json', '--report-json-path', at(REPORT)],
  ...(seed === undefined ? [] : ['--seed', String(seed)]),
  ...more,
];

/** What Python and schemathesis would leave behind. */
const tidy = { PYTHONDONTWRITEBYTECODE: '1', HYPOTHESIS_STORAGE_DIRECTORY: at('.tools/hypothesis') };

async function run({ program, loud = false }: Wish, flags: string[], env: Record<string, string>) {
  const options: SpawnOptions = {
    cwd: at('tests/fuzz'),
    env: { ...process.env, ...env, ...tidy },
    stdio: ['ignore', 'pipe', 'pipe'],
  };
  const child = spawn(program, flags, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (loud) process.stdout.write(text);
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? -1));
  });
  return { code, output };
}

function figures(): Pick<Outcome, 'figures' | 'inVain'> {
  const report = JSON.parse(readFileSync(at(REPORT), 'utf8'));
  const answers: Record<string, Record<string, number>> = JSON.parse(readFileSync(at(ANSWERS), 'utf8'));
  const isWell = (statuses: object) => Object.keys(statuses).some((status) => /^[23]/.test(status));
  const inVain = Object.keys(answers).filter((call) => !isWell(answers[call] ?? {}));
  const figures = {
    seed: String(report.seed),
    seconds: Math.round(report.running_time),
    cases: report.test_cases.generated,
    calls: report.operations.tested,
    answered: report.operations.tested - inVain.length,
  };
  return { figures, inVain };
}

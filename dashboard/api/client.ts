/** Calls to our own server. A refusal becomes an `ApiError` whose words can be shown to a person as they are. */
import type { Problem } from '../../widget/protocol/generated.ts';

export class ApiError extends Error {
  /** 0 when no answer came at all. */
  readonly status: number;
  /** Empty when it was not our server that answered. */
  readonly code: string;
  /** What is wrong with which field of a form. */
  readonly fields: Readonly<Record<string, string>>;
  /** The answer as the transport reads it. */
  readonly problem: Partial<Problem>;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: Pick<Problem, 'errors' | 'retry_after'> = {},
  ) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.fields = Object.fromEntries((more.errors ?? []).map((error) => [error.field, error.detail]));
    this.problem = { ...more, status, code, detail };
  }
}

const PATIENCE = 20_000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function call<Answer>(
  method: Method,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await reach(path, {
    method,
    credentials: 'same-origin',
    headers: body
      ? { accept: 'application/json', 'content-type': 'application/json' }
      : { accept: 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    ...withTimeout(signal),
  });
  if (response.status === 204) return undefined as Answer;
  const answer = await json(response);
  if (!response.ok) throw refusal(response.status, answer);
  // Something in between has answered in our server's name.
  if (answer === null) throw unreachable();
  return answer as Answer;
}

/** A call that nobody answers ends. Older browsers cannot tell time. */
function withTimeout(given?: AbortSignal): Pick<RequestInit, 'signal'> {
  const timeout = AbortSignal.timeout?.(PATIENCE);
  const signal = given && timeout && AbortSignal.any ? AbortSignal.any([given, timeout]) : (given ?? timeout);
  return signal ? { signal } : {};
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw unreachable();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function unreachable(): ApiError {
  return new ApiError(0, 'unreachable', 'We cannot reach ChatDesk. Check your connection and try again.');
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (isAbort(error)) throw error;
    return null;
  }
}

export function refusal(status: number, answer: unknown): ApiError {
  if (!isProblem(answer))
    return new ApiError(status, '', 'Something went wrong on our side. Try again in a moment.');
  return new ApiError(status, answer.code, answer.detail || answer.title, answer);
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer;
}

/** Worth trying again by itself: nobody answered, or the server stumbled. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

/** A second step that is wanted or wrong says nothing about who is logged in. */
const SECOND_STEP = new Set(['code_required', 'wrong_code']);

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && !SECOND_STEP.has(error.code);
}

/** The account wants a code too, or another one than it got. */
export function wantsCode(error: unknown): boolean {
  return error instanceof ApiError && SECOND_STEP.has(error.code);
}

/** What to tell the person, whatever was thrown. */
export function wordsFor(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong. Try again in a moment.';
}

/** Where one field was sent, what is wrong with any is wrong with it. */
export function wordsForOne(error: unknown): string {
  const [first] = error instanceof ApiError ? Object.values(error.fields) : [];
  return first ?? wordsFor(error);
}

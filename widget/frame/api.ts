/** The visitor's calls. Every one carries the session in a header; the address never does. */
import type { InitAnswer, InitRequest, Page, Problem } from '../protocol/generated.ts';
import { inTurn } from '../transport/tabs.ts';
import { kept } from './keep.ts';
import { forget, recall, remember } from './session.ts';

const PATIENCE = 20_000;

/** The server understood, and said no. */
export class Refused extends Error {
  declare readonly problem: Partial<Problem> & { status: number };

  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** With one of these statuses? */
export function isRefused(problem: unknown, ...statuses: number[]): problem is Refused {
  return problem instanceof Refused && statuses.includes(problem.problem.status);
}

export class Api {
  readonly #key: string;
  /** By which the widget is known here, whatever key it has. */
  readonly #name: string;
  declare page: Page;
  declare consent: boolean;
  /** Is there a session for the trail alone, so far? */
  declare unopened?: boolean;
  /** Who the page says the visitor is, for the next session. */
  person: Pick<InitRequest, 'userData' | 'identityToken'> = {};

  constructor(key: string, page: Page, consent = false, name = key) {
    this.#key = key;
    this.#name = name;
    this.page = page;
    this.consent = consent;
  }

  /** Of someone who was here before; only then is there a conversation to wait for. */
  get token(): string {
    return recall(this.#name)?.sessionToken ?? '';
  }

  /** Whose words are kept here: this visitor's, and those written before the server had named them. */
  get persons(): [string, string] {
    return [`${this.#name} ${recall(this.#name)?.visitorId ?? ''}`, `${this.#name} `];
  }

  /** Two fresh tabs are one visitor: the second comes as who the first was named. */
  init(): Promise<InitAnswer> {
    return inTurn(this.#name, () => this.#init());
  }

  async #init(): Promise<InitAnswer> {
    const known = recall(this.#name);
    const { person } = this;
    const request: InitRequest = {
      widgetKey: this.#key,
      ...known,
      ...person,
      consent: this.consent,
      unopened: this.unopened as boolean,
      page: this.page,
      language: kept('chatdesk.language') ?? navigator.language,
    };
    const asked = ask<InitAnswer>('/api/widget/init', { method: 'POST', body: JSON.stringify(request) });
    const answer = await asked.catch((problem) => this.#unproved(problem));
    if (!answer.visitor_id || !answer.session_token) throw new TypeError('no session');
    // Where tabs cannot take turns, another may have been faster.
    const now = recall(this.#name)?.visitorId;
    if (now && now !== known?.visitorId && now !== answer.visitor_id) return this.#init();
    this.adopt(answer);
    // A token is good for once.
    if (this.person === person) this.person = {};
    return answer;
  }

  /** A token that is not accepted makes nobody anybody: neither its user, nor whoever was here before. */
  #unproved(problem: unknown): Promise<InitAnswer> {
    if (!this.person.identityToken || !isRefused(problem, 401)) throw problem;
    console.warn(`ChatDesk: "identify" failed: ${problem}`);
    this.person = {};
    this.forget();
    return this.#init();
  }

  /** Whoever comes next is somebody else. */
  forget(): void {
    forget(this.#name);
  }

  /** A session that a call gave. */
  adopt({ visitor_id, session_token }: Pick<InitAnswer, 'visitor_id' | 'session_token'>): void {
    remember(this.#name, { visitorId: visitor_id, sessionToken: session_token });
  }

  /** An ended session is renewed once, unnoticed. */
  async asVisitor<Answer>(path: string, body?: object): Promise<Answer> {
    const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    try {
      return await ask(`/api/widget/${path}`, request, this.token);
    } catch (problem) {
      if (!isRefused(problem, 401)) throw problem;
      await this.init();
      return ask(`/api/widget/${path}`, request, this.token);
    }
  }
}

async function ask<Answer>(path: string, request: RequestInit, token?: string): Promise<Answer> {
  const headers: HeadersInit = request.body ? { 'content-type': 'application/json' } : {};
  if (token) headers.authorization = `Bearer ${token}`;
  // Not every browser has it.
  const signal = AbortSignal.timeout?.(PATIENCE);
  const answer = await fetch(path, { ...request, headers, credentials: 'omit', signal });
  if (answer.status === 204) return undefined as Answer;
  const body = await answer.json().catch((problem) => {
    if (answer.ok) throw problem;
  });
  if (!answer.ok) throw new Refused({ ...body, status: answer.status });
  return body;
}

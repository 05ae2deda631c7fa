/** The visitor's calls. Every one carries the session in a header; the address never does. */
import type { InitAnswer, InitRequest, Page, Problem } from '../protocol/generated.ts';
import { recall, remember } from './session.ts';

/** The server understood, and said no. */
export class Refused extends Error {
  readonly problem: Partial<Problem> & { status: number };

  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.detail);
    this.problem = problem;
  }
}

export class Api {
  readonly #key: string;
  page: Page;

  constructor(key: string, page: Page) {
    this.#key = key;
    this.page = page;
  }

  /** Someone who was here before; only then is there a conversation to wait for. */
  get isReturning(): boolean {
    return !!recall(this.#key);
  }

  get token(): string {
    return recall(this.#key)?.sessionToken ?? '';
  }

  /** Whose words are kept here: this visitor's, and those written before the server had named them. */
  get persons(): [string, string] {
    return [`${this.#key} ${recall(this.#key)?.visitorId ?? ''}`, `${this.#key} `];
  }

  async init(): Promise<InitAnswer> {
    const request: InitRequest = {
      widgetKey: this.#key,
      ...recall(this.#key),
      page: this.page,
      language: navigator.language,
    };
    const answer: InitAnswer = await ask('/api/widget/init', {
      method: 'POST',
      body: JSON.stringify(request),
    });
    remember(this.#key, { visitorId: answer.visitor_id, sessionToken: answer.session_token });
    return answer;
  }

  /** False when we are not welcome any more. */
  async renew(): Promise<boolean> {
    try {
      await this.init();
      return true;
    } catch (problem) {
      if (problem instanceof Refused && problem.problem.status < 500) return false;
      throw problem;
    }
  }

  /** An ended session is renewed once, unnoticed. */
  async asVisitor<Answer>(path: string, body?: object): Promise<Answer> {
    const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    try {
      return await ask(`/api/widget/${path}`, request, this.token);
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.problem.status !== 401) throw problem;
      await this.init();
      return ask(`/api/widget/${path}`, request, this.token);
    }
  }
}

async function ask<Answer>(path: string, request: RequestInit, token?: string): Promise<Answer> {
  const headers: HeadersInit = request.body ? { 'content-type': 'application/json' } : {};
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(path, { ...request, headers, credentials: 'omit' });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused({ ...body, status: answer.status });
  return body;
}

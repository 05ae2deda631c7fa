/** The visitor's calls. Every one carries the session in a header; the address never does. */
import type {
  InitAnswer,
  InitRequest,
  Message,
  MessagePage,
  Page,
  Problem,
  StartConversation,
  StartedConversation,
} from '../protocol/generated.ts';
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

  start(request: StartConversation): Promise<StartedConversation> {
    const body = JSON.stringify({ ...request, page: this.page });
    return this.#asVisitor('/api/widget/conversations', { method: 'POST', body });
  }

  /** All messages after `seq`, page by page. */
  async history(conversation: string, seq: number): Promise<Message[]> {
    const messages: Message[] = [];
    for (let after: number | undefined = seq; after !== undefined; ) {
      const path: string = `/api/widget/conversations/${conversation}/messages?after=${after}&limit=100`;
      const { items, next_cursor } = await this.#asVisitor<MessagePage>(path);
      messages.push(...items);
      after = next_cursor === null ? undefined : items.at(-1)?.seq;
    }
    return messages;
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

  socketUrl(conversation: string, after: number): string {
    const { protocol, host } = location;
    return `${protocol.replace('http', 'ws')}//${host}/api/widget/conversations/${conversation}/socket?after=${after}`;
  }

  /** An ended session is renewed once, unnoticed. */
  async #asVisitor<Answer>(path: string, request: RequestInit = {}): Promise<Answer> {
    try {
      return await ask(path, request, this.token);
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.problem.status !== 401) throw problem;
      await this.init();
      return ask(path, request, this.token);
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

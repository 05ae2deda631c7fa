import { randomUUID } from 'node:crypto';

/** What somebody might write: the length of an ordinary chat message. */
const body = 'Hello, is the blue one still in stock, and could it be here by Friday?';

export const message = () => ({ clientId: randomUUID(), body });

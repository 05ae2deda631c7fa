import { newId } from '../../../widget/transport/uuid.ts';

/** What somebody might write: the length of an ordinary chat message. */
const body = 'Hello, is the blue one still in stock, and could it be here by Friday?';

/** Ids as the widget makes them, for all contenders. */
export const message = () => ({ clientId: newId(), body });

import { useEffect, useState } from 'preact/hooks';
import type { Identified } from '../../../protocol/generated.ts';
import type { Chat } from '../../chat.ts';
import { keep, kept } from '../../keep.ts';
import type { ChatState } from '../../state.ts';
import { Contact } from './Contact.tsx';
import { emailOf, timeLeft, unansweredSince } from './facts.ts';

interface Props {
  state: ChatState;
  chat: Chat;
  /** The card has come. */
  onShow: () => void;
}

const NAME = 'chatdesk:asked';
const MOST = 20;

/** At the end of a conversation that nobody has answered: where the answer will go, or the question where to. */
export function Waiting({ state, chat, onShow }: Props) {
  const id = state.conversation?.id ?? '';
  const since = unansweredSince(state);
  const email = emailOf(state);
  const [isOver, end] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isDue = useTime(since, state.config.online) && !email && !isOver && !asked().includes(id);
  // Whoever is writing an address is not interrupted by an answer.
  const isAsking = isDue || (isBusy && !isOver);
  const isTold = since !== null && email !== null && (isOver || !state.config.online);
  if (!isAsking && !isTold) return null;
  const done = () => {
    keep(NAME, [...asked(), id].slice(-MOST).join(' '));
    end(true);
  };
  return (
    <Contact
      email={isTold ? email : null}
      save={(email) => leave(chat, email)}
      onBusy={() => setBusy(true)}
      onDone={done}
      onShow={onShow}
    />
  );
}

/** Unsigned words may not describe a signed user: then there is still no address. */
async function leave({ api, store }: Chat, email: string): Promise<void> {
  const answer = await api.asVisitor<Identified>('identify', { email });
  api.adopt(answer);
  store.change({ customer: answer.widget_customer });
  if (!answer.widget_customer.email) throw new Error('not kept');
}

const asked = () => (kept(NAME) ?? '').split(' ');

/** Has it been long enough? */
function useTime(since: number | null, isOnline: boolean): boolean {
  const [isLong, set] = useState(false);
  useEffect(() => {
    set(false);
    if (since === null) return;
    const timer = setTimeout(() => set(true), timeLeft(since, Date.now(), isOnline));
    return () => clearTimeout(timer);
  }, [since, isOnline]);
  return isLong && since !== null;
}

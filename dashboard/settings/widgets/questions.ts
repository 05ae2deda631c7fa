/** What a form before the chat may ask. */
import type { PreChatFieldType } from '../../../widget/protocol/generated.ts';
import type { Question } from './values.ts';

export const TYPE_NAMES: Readonly<Record<PreChatFieldType, string>> = {
  text: 'A line of text',
  textarea: 'Several lines',
  email: 'Email',
  phone: 'Phone',
  number: 'Number',
  select: 'One of a list',
  radio: 'One of a few',
  checkbox: 'Tick box',
  date: 'Date',
  consent: 'Consent',
};

export const TYPES = Object.entries(TYPE_NAMES).map(([value, name]) => ({
  value: value as PreChatFieldType,
  name,
}));

export const hasOptions = (type: PreChatFieldType) => ['select', 'radio', 'checkbox'].includes(type);
export const hasPattern = (type: PreChatFieldType) =>
  ['text', 'textarea', 'email', 'phone', 'number'].includes(type);

/** What has a meaning of its own fills the customer. */
const KNOWN: Partial<Record<PreChatFieldType, string>> = { email: 'email', phone: 'phone' };
const CONSENT = 'I agree to the privacy notice';

/** A new one, unlike all others. */
export function newQuestion(type: PreChatFieldType, all: readonly Question[]): Question {
  const isTaken = (id: string) => all.some((one) => one.id === id || one.uid === id);
  const wanted = KNOWN[type] ?? (type === 'text' ? 'name' : type);
  const id = isTaken(wanted) || (type === 'text' && all.length > 0) ? free(type, isTaken) : wanted;
  return {
    uid: id,
    id,
    type,
    label: type === 'consent' ? CONSENT : id === 'name' ? 'Name' : TYPE_NAMES[type],
    required: type === 'consent',
    placeholder: null,
    options: type === 'select' || type === 'radio' ? ['First', 'Second'] : [],
    pattern: null,
    url: null,
  };
}

function free(name: string, isTaken: (id: string) => boolean): string {
  let number = 1;
  while (isTaken(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

/** Of another type: what that has none of goes. */
export const ofType = (question: Question, type: PreChatFieldType): Question => ({
  ...question,
  type,
  options: hasOptions(type) ? question.options : [],
  pattern: hasPattern(type) ? question.pattern : null,
  url: type === 'consent' ? question.url : null,
});

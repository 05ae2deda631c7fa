/** What the server will say of an answer, said at once: the rules of src/domain/pre_chat. */
import type { PreChatField } from '../../protocol/generated.ts';

export interface Wrong {
  /** As the server calls it. */
  code: string;
  /** How many characters there may be. */
  count?: number;
}

type Asked = Pick<PreChatField, 'id' | 'type' | 'required' | 'options' | 'pattern'>;

const LINE = 500;
const TEXT = 2_000;
const NAME = 100;

/** What was typed into a field for numbers or days and is none. The browser does not tell what it was. */
export const UNREADABLE = '?';

export function check(field: Asked, given: string): Wrong | null {
  const answer = clean(given);
  const isMissing = !answer || (isYesOrNo(field) && answer !== 'true');
  return (answer && wrongIn(field, answer)) || (field.required && isMissing ? { code: 'required' } : null);
}

export const isYesOrNo = ({ type, options }: Pick<Asked, 'type' | 'options'>): boolean =>
  type === 'consent' || (type === 'checkbox' && !options.length);

/** Something before an @ and a dotted name after it; mail itself is the only real test. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const isPlain = !/[\s\p{Cc}@<>,;:"\\()[\]]/u.test(local + host);
  const labels = host.split('.');
  const isHost = labels.length > 1 && labels.every((label) => /^[^-](.*[^-])?$/u.test(label));
  return isPlain && isHost && local !== '' && bytes(local) <= 64 && bytes(text) <= 254;
}

/** Line breaks become one kind, other control characters but tabs go, outer white space too. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

function wrongIn(field: Asked, answer: string): Wrong | null {
  return (
    tooLong(answer, longest(field)) ??
    wrongType(field, answer) ??
    (matches(field, answer) ? null : { code: 'invalid_value' }) ??
    wrongForCustomer(field.id, answer)
  );
}

function tooLong(answer: string, count: number): Wrong | null {
  return [...answer].length > count ? { code: 'too_long', count } : null;
}

function longest({ type, pattern }: Asked): number {
  if (type === 'checkbox') return Number.POSITIVE_INFINITY;
  return type === 'textarea' && !pattern ? TEXT : LINE;
}

const unless = (isRight: boolean, code: string): Wrong | null => (isRight ? null : { code });

function wrongType(field: Asked, answer: string): Wrong | null {
  const { type } = field;
  if (type === 'text') return unless(!answer.includes('\n'), 'invalid_text');
  if (type === 'textarea') return null;
  if (type === 'email') return unless(isEmail(answer), 'invalid_email');
  if (type === 'phone') return unless(isPhone(answer), 'invalid_phone');
  if (type === 'number') return unless(isNumber(answer), 'invalid_number');
  if (type === 'date') return unless(isDay(answer), 'invalid_date');
  return unless(isChoice(field, answer), 'invalid_value');
}

/** What fills the customer is checked as such, whatever the field's type. */
function wrongForCustomer(id: string, answer: string): Wrong | null {
  if (id === 'name') return tooLong(answer, NAME) ?? unless(!answer.includes('\n'), 'invalid_text');
  if (id === 'email') return unless(isEmail(answer), 'invalid_email');
  return id === 'phone' ? unless(isPhone(answer), 'invalid_phone') : null;
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return text.length <= 40 && digits >= 5 && digits <= 20 && /^[\d+ ().-]*$/.test(text);
}

function isNumber(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function isChoice(field: Asked, answer: string): boolean {
  if (isYesOrNo(field)) return ['true', 'false'].includes(answer);
  const options = field.options.map((option) => option.trim());
  if (field.type !== 'checkbox') return options.includes(answer);
  return ['\n', ','].some((mark) => answer.split(mark).every((one) => options.includes(one.trim())));
}

/** The whole of a typed answer. A pattern that this browser does not know is the server's business. */
function matches({ type, pattern }: Asked, answer: string): boolean {
  if (!pattern || !['text', 'email', 'phone', 'number', 'textarea'].includes(type)) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(answer);
  } catch {
    return true;
  }
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

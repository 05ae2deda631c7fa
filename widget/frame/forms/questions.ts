/** What somebody is asked before the first words, and what becomes of the answers. Pure. */
import { t } from '../../languages/later.ts';
import type { FieldError, PreChatField, PublicConfig } from '../../protocol/generated.ts';
import type { ChatState, Details } from '../state.ts';
import { check, isYesOrNo, type Wrong } from './check.ts';

/** `key`: what the server calls its answer. */
export interface Question extends PreChatField {
  key: string;
}

type Given = Pick<ChatState, 'customer' | 'answers' | 'draft'>;

type Refusal = Pick<ChatState, 'refusal'>;

export const DEPARTMENT = 'departmentId';
export const MESSAGE = 'message.body';

/** Somebody answers at once: a person, or the bot. */
export const attended = ({ online, bot }: Pick<PublicConfig, 'online' | 'bot'>): boolean => online || bot;

/** In the order in which they are asked. */
export function questionsOf({ config, details, customer }: ChatState): Question[] {
  const { pre_chat, departments } = config;
  const isAttended = attended(config);
  const isDue = pre_chat.mode === 'always' || (pre_chat.mode === 'offline' && !isAttended);
  const fields = isDue ? pre_chat.fields : [];
  const isKnown = customer?.email || fields.some(({ id, type }) => id === 'email' || type === 'email');
  return [
    ...(departments.length > 1 && !details?.departmentId ? [department(departments)] : []),
    ...fields.map((field) => ({ ...field, key: `preChatData.${field.id}` })),
    ...(isAttended || isKnown ? [] : contact(fields)),
    question(MESSAGE, 'message', 'textarea', t('formMessage'), true),
  ];
}

const question = (
  key: string,
  id: string,
  type: Question['type'],
  label: string,
  required: boolean,
): Question => ({ key, id, type, label, required, placeholder: null, options: [], pattern: null, url: null });

function department(departments: { id: string }[]): Question {
  const options = departments.map(({ id }) => id);
  return { ...question(DEPARTMENT, DEPARTMENT, 'radio', t('formDepartment'), true), options };
}

/** Without a form of the site's own: whom to answer, and where. */
function contact(fields: PreChatField[]): Question[] {
  const email = question('customerData.email', 'email', 'email', t('formEmail'), true);
  return fields.length
    ? [email]
    : [question('customerData.name', 'name', 'text', t('formName'), false), email];
}

/** As it stands in the form: what was written there, or else what is known, if it fits. Nobody consents but in person. */
export function answerTo(question: Question, { customer, answers, draft }: Given): string {
  const { key, id, type } = question;
  if (key === MESSAGE) return draft;
  const { full_name: name, email, phone, custom_fields = {} } = customer ?? {};
  const known: { [id: string]: string | null | undefined } = { ...custom_fields, name, email, phone };
  const answer = type === 'consent' ? '' : (known[id] ?? '');
  return answers[key] ?? (check(question, answer) ? '' : answer);
}

/** The other way round: the answers that went along with the first words. */
export function answersOf({ departmentId, preChatData, customerData }: Details): ChatState['answers'] {
  const answers: ChatState['answers'] = departmentId ? { [DEPARTMENT]: departmentId } : {};
  for (const [id, answer] of Object.entries(preChatData ?? {})) answers[`preChatData.${id}`] = answer;
  for (const [id, answer] of Object.entries(customerData ?? {})) answers[`customerData.${id}`] = answer;
  return answers;
}

/** A box that is not ticked says no. */
export function detailsOf(questions: Question[], given: Given): Details {
  const preChatData: { [id: string]: string } = {};
  const customerData: { [id: string]: string } = {};
  for (const question of questions) {
    const answer = answerTo(question, given) || (isYesOrNo(question) ? 'false' : '');
    if (!answer) continue;
    if (question.key.startsWith('preChatData')) preChatData[question.id] = answer;
    if (question.key.startsWith('customerData')) customerData[question.id] = answer;
  }
  const department = questions.find(({ key }) => key === DEPARTMENT);
  return { preChatData, customerData, ...(department && { departmentId: answerTo(department, given) }) };
}

/** What the server has said of one answer, and of what is not asked here. */
export function refused({ refusal }: Refusal, key: string): Wrong | null {
  return refusal?.errors?.find(({ field }) => field === key) ?? null;
}

export function refusedElsewhere({ refusal }: Refusal, questions: Question[]): FieldError | undefined {
  return refusal?.errors?.find(({ field }) => !questions.some(({ key }) => key === field));
}

const WORDS: { [code: string]: Parameters<typeof t>[0] } = {
  required: 'formRequired',
  invalid_email: 'wrongEmail',
  invalid_phone: 'formNoPhone',
  invalid_number: 'formNoNumber',
  invalid_date: 'formNoDate',
};

/** What is to be done about it, in the visitor's language. */
export function words({ code, count }: Wrong, { type, options }: Question): string {
  const isChosen = type === 'select' || type === 'radio' || (type === 'checkbox' && options.length > 0);
  if (code === 'required' && isChosen) return t('formChoose');
  if (code === 'required' && isYesOrNo({ type, options })) return t('formTick');
  if (code === 'too_long' && count) return t('formTooLong', { count });
  return t(WORDS[code] ?? 'formWrong');
}

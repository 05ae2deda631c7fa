import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Chat } from '../chat.ts';
import { useOnline } from '../hooks.ts';
import { presence } from '../parts/presence.ts';
import { load } from '../parts.ts';
import type { ChatState } from '../state.ts';
import { check, type Wrong } from './check.ts';
import { Field } from './Field.tsx';
import {
  answerTo,
  attended,
  detailsOf,
  MESSAGE,
  type Question,
  questionsOf,
  refused,
  refusedElsewhere,
  words,
} from './questions.ts';

interface Props {
  state: ChatState;
  chat: Chat;
}

export function Form({ state, chat }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const questions = questionsOf(state);
  const answers = useAnswers(state, chat);
  const isConnected = useOnline();
  useFocus(form, state);
  const submit = (event: Event) => {
    event.preventDefault();
    answers.tryAll();
    const wrong = questions.find((question) => check(question, answerTo(question, state)));
    if (wrong) focus(form.current, wrong.key);
    else chat.begin(detailsOf(questions, state));
  };
  const isAttended = attended(state.config);
  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={submit}
      aria-label={t(isAttended ? 'start' : 'formLeave')}
    >
      {!isAttended && <Away state={state} />}
      {refusedElsewhere(state, questions) && (
        <p class="wrong" role="alert">
          {t('formWrongElsewhere')}
        </p>
      )}
      {questions.map((question) => (
        <Asked key={question.key} question={question} state={state} answers={answers} submit={submit} />
      ))}
      {answers.isTried && !isConnected && (
        <p class="offline" role="status">
          {t('offline')}
        </p>
      )}
      <button type="submit" class="primary">
        {t(isAttended ? 'start' : 'send')}
      </button>
    </form>
  );
}

interface AskedProps {
  question: Question;
  state: ChatState;
  answers: ReturnType<typeof useAnswers>;
  submit: (event: Event) => void;
}

/** In a chat Enter sends; a message that is left may have paragraphs. */
function Asked({ question, state, answers, submit }: AskedProps) {
  const wrong = answers.wrongIn(question);
  return (
    <Field
      question={question}
      value={answerTo(question, state)}
      wrong={wrong && words(wrong, question)}
      departments={state.config.departments}
      onAnswer={(value) => answers.answer(question, value)}
      onLeave={() => answers.leave(question)}
      onEnter={question.key === MESSAGE && attended(state.config) ? submit : undefined}
    />
  );
}

function Away({ state: { config } }: { state: ChatState }) {
  const { offline_message, back_at } = config;
  return (
    <div class="absent">
      <h2>{t('formLeave')}</h2>
      <p dir="auto">{offline_message || t('formAway')}</p>
      {back_at && <p class="back">{presence(config)}</p>}
    </div>
  );
}

/** Nobody is told that something is wrong while still at it, but when going on to the next, or to the end. */
function useAnswers(state: ChatState, chat: Chat) {
  const [changed, setChanged] = useState<{ [key: string]: boolean }>({});
  const [left, setLeft] = useState<{ [key: string]: boolean }>({});
  const [isTried, setTried] = useState(false);
  return {
    answer: ({ key }: Question, value: string) => {
      // What will be needed to send it comes now, while there is a network.
      load('conversation').catch(() => {});
      setChanged({ ...changed, [key]: true });
      if (key === MESSAGE) chat.write(value);
      else chat.store.change({ answers: { ...chat.store.state.answers, [key]: value } });
    },
    leave: ({ key }: Question) => setLeft({ ...left, [key]: true }),
    isTried,
    tryAll: () => setTried(true),
    wrongIn: (question: Question): Wrong | null => {
      const answer = answerTo(question, state);
      const isDone = isTried || (left[question.key] && answer !== '');
      const wrong = isDone ? check(question, answer) : null;
      return wrong ?? (changed[question.key] ? null : refused(state, question.key));
    },
  };
}

/** In what is wrong, or else the first; where a keyboard would jump up and cover the rest, the visitor taps. */
function useFocus(form: { current: HTMLFormElement | null }, state: ChatState): void {
  const { open, isInline, refusal } = state;
  useEffect(() => {
    refusal?.errors?.find(({ field }) => focus(form.current, field));
  }, [refusal, form]);
  useEffect(() => {
    if (!open || isInline || matchMedia('(pointer: coarse)').matches) return;
    if (form.current?.contains(document.activeElement)) return;
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [open, isInline, form]);
}

function focus(form: HTMLFormElement | null, key: string): boolean {
  const fields = form?.querySelectorAll<HTMLElement>(`[name="${CSS.escape(key)}"]`) ?? [];
  const field = [...fields].find((one) => one.matches(':checked')) ?? fields[0];
  field?.focus();
  return !!field;
}

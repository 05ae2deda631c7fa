import { useState } from 'react';
import type { PreChatFieldType, PreChatMode } from '../../../../widget/protocol/generated.ts';
import { moved } from '../../../ui/moved.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Sortable } from '../../../ui/sortable.tsx';
import { Card, Empty } from '../../frame.tsx';
import { newQuestion, TYPE_NAMES, TYPES } from '../questions.ts';
import type { Question } from '../values.ts';
import type { SectionProps } from '../widget.tsx';
import { QuestionFields } from './question.tsx';
import { isWrongIn, Unfold } from './unfold.tsx';

const MODES: readonly { value: PreChatMode; name: string; help: string }[] = [
  { value: 'never', name: 'Never', help: 'Visitors write at once.' },
  { value: 'always', name: 'Always', help: 'Before the first words of every conversation.' },
  { value: 'offline', name: 'While nobody is here', help: 'As part of leaving a message.' },
];
const MOST = 20;

/** What visitors are asked before the chat, in its order. */
export function FormSection({ form: { values, set, errors } }: SectionProps) {
  const { mode, fields: questions } = values.preChat;
  const [open, setOpen] = useState<string | null>(null);
  const order = (fields: Question[]) => set('preChat', { mode, fields });
  const write = (index: number, question: Question) =>
    order(questions.map((one, at) => (at === index ? question : one)));
  const add = (type: PreChatFieldType) => {
    const question = newQuestion(type, questions);
    order([...questions, question]);
    setOpen(question.uid);
  };
  const move = (from: number, to: number) => order(moved(questions, from, to));
  return (
    <>
      <Card>
        <Radios
          label="When it is shown"
          choices={MODES}
          value={mode}
          onChoose={(chosen) => set('preChat', { mode: chosen, fields: questions })}
        />
      </Card>
      {questions.length === 0 && <Empty>No fields yet. The message itself is always asked for.</Empty>}
      {questions.length > 0 && (
        <Sortable
          label="Fields"
          items={questions}
          idOf={({ uid }) => uid}
          nameOf={({ label }) => label}
          onMove={move}
        >
          {(question, index) => {
            const at = `preChat.fields[${index}]`;
            const isWrong = isWrongIn(errors, at);
            return (
              <Unfold
                name={question.label || 'Without a label'}
                about={`${TYPE_NAMES[question.type]}${question.required ? ' · needed' : ''}`}
                isOpen={open === question.uid || isWrong}
                isWrong={isWrong}
                toggle={() => setOpen(open === question.uid ? null : question.uid)}
                remove={() => order(questions.filter((_, place) => place !== index))}
              >
                <QuestionFields
                  question={question}
                  onChange={(changed) => write(index, changed)}
                  errors={errors}
                  at={at}
                />
              </Unfold>
            );
          }}
        </Sortable>
      )}
      {questions.length < MOST && <AddField add={add} />}
    </>
  );
}

const NOTHING = { value: '', name: 'Choose what to ask…' } as const;

const AddField = ({ add }: { add: (type: PreChatFieldType) => void }) => (
  <div className="max-w-70">
    <Select
      label="Add a field"
      choices={[NOTHING, ...TYPES]}
      value=""
      onChoose={(type) => type !== '' && add(type)}
    />
  </div>
);

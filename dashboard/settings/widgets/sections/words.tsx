import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Read } from '../../../ui/read.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Card } from '../../frame.tsx';
import { ENGLISH, FIRST, LANGUAGES, useTexts, wordsOf } from '../languages.ts';
import type { SectionProps } from '../widget.tsx';

interface WordsProps extends SectionProps {
  language: string | null;
  onLanguage: (language: string) => void;
}

const VISITORS = { value: '', name: 'The visitor’s own' };

export function Words({ form, organization, language, onLanguage }: WordsProps) {
  const { values, set, errors } = form;
  return (
    <>
      <Card>
        <Field
          label="Title"
          help="At the top of the window. Empty: the name of your organization."
          dir="auto"
          maxLength={60}
          autoComplete="off"
          placeholder={organization.name}
          value={values.title}
          onChange={(event) => set('title', event.target.value)}
          error={errors.title}
        />
        <TextArea
          label="Greeting"
          rows={2}
          maxLength={1_000}
          value={values.greetingMessage}
          onChange={(event) => set('greetingMessage', event.target.value)}
          error={errors.greetingMessage}
        />
        <TextArea
          label="While nobody is here"
          help="Above the form to leave a message. See it with the switch of the preview."
          rows={2}
          maxLength={1_000}
          value={values.offlineMessage}
          onChange={(event) => set('offlineMessage', event.target.value)}
          error={errors.offlineMessage}
        />
        <Select
          label="Language"
          help="Of everything else the chat says."
          choices={[VISITORS, ...LANGUAGES]}
          value={values.language ?? ''}
          onChoose={(chosen) => set('language', chosen || null)}
          error={errors.language}
        />
      </Card>
      <Texts form={form} language={language ?? values.language ?? 'en'} onLanguage={onLanguage} />
    </>
  );
}

interface TextsProps extends Pick<SectionProps, 'form'> {
  language: string;
  onLanguage: (language: string) => void;
}

function Texts({ form: { values, set, errors }, language, onLanguage }: TextsProps) {
  const read = useTexts(language);
  const [typed, setTyped] = useState('');
  const [isWhole, setWhole] = useState(false);
  const own = values.texts[language] ?? {};
  const write = (name: string, text: string) => {
    const { [name]: _, ...others } = own;
    const mine = text ? { ...others, [name]: text } : others;
    const { [language]: __, ...elsewhere } = values.texts;
    set('texts', Object.keys(mine).length > 0 ? { ...elsewhere, [language]: mine } : elsewhere);
  };
  const wanted = typed.trim().toLowerCase();
  const isShown = (name: string, usual: string) =>
    wanted
      ? `${ENGLISH[name] && wordsOf(ENGLISH[name])} ${usual} ${own[name] ?? ''}`
          .toLowerCase()
          .includes(wanted)
      : isWhole || name in own || FIRST.includes(name);
  return (
    <Card
      title="All other words"
      lead="Ours stand in grey until you write yours. What is in {braces} is filled in."
    >
      <div className="grid gap-4 desk:grid-cols-2">
        <Select label="Words in" choices={LANGUAGES} value={language} onChoose={onLanguage} />
        <Field
          label="Find words"
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {errors.texts && <p className="text-12 text-danger">{errors.texts}</p>}
      <Read read={read} what="The words">
        {(usual) => (
          <>
            {Object.keys(ENGLISH)
              .filter((name) => isShown(name, wordsOf(usual[name])))
              .map((name) => (
                <Field
                  key={name}
                  label={wordsOf(ENGLISH[name])}
                  dir="auto"
                  lang={language}
                  autoComplete="off"
                  placeholder={wordsOf(usual[name])}
                  value={own[name] ?? ''}
                  onChange={(event) => write(name, event.target.value)}
                />
              ))}
          </>
        )}
      </Read>
      {!isWhole && !wanted && (
        <Button className="self-start" onClick={() => setWhole(true)}>
          Show all words
        </Button>
      )}
    </Card>
  );
}

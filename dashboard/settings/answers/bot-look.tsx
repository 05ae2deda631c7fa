import { useState } from 'react';
import type { Widget } from '../../../widget/protocol/generated.ts';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { SmallForm } from '../small-form.tsx';
import { useWidgetWrites } from '../widgets/use-widgets.ts';

interface BotLookProps {
  widget: Widget;
  close: () => void;
}

/** As whom it speaks, and what it says first. */
export function BotLook({ widget: { id, bot }, close }: BotLookProps) {
  const [name, setName] = useState(bot.name);
  const [picture, setPicture] = useState(bot.avatar_url ?? '');
  const [greeting, setGreeting] = useState(bot.greeting);
  const { change } = useWidgetWrites();
  const submit = () => {
    const avatar_url = picture.trim() || null;
    return change(id, { bot: { ...bot, name: name.trim(), avatar_url, greeting: greeting.trim() } });
  };
  return (
    <SmallForm title="Name and greeting" action="Save" submit={submit} close={close}>
      {(errors) => (
        <>
          <Field
            label="Name"
            dir="auto"
            placeholder="Bot"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={errors['bot.name']}
          />
          <Field
            label="Picture (optional)"
            help="Its address. Otherwise the first letter of the name."
            type="url"
            placeholder="https://"
            value={picture}
            onChange={(event) => setPicture(event.target.value)}
            error={errors['bot.avatarUrl']}
          />
          <TextArea
            label="Greeting (optional)"
            help="What visitors read first while the bot answers, instead of the widget’s greeting."
            placeholder="Hi, I am Fern. Ask me about orders and delivery."
            rows={3}
            maxLength={1_000}
            value={greeting}
            onChange={(event) => setGreeting(event.target.value)}
            error={errors['bot.greeting']}
          />
        </>
      )}
    </SmallForm>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BotSettings, Widget } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Card } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { useHas } from '../widgets/use-has.ts';
import { useWidgets, useWidgetWrites } from '../widgets/use-widgets.ts';
import { BotLook } from './bot-look.tsx';

/** On which widgets the bot answers. */
export function Where() {
  const read = useWidgets();
  return (
    <ReadPage read={read} what="The widgets">
      {({ items }) => (
        <Card
          title="Where it answers"
          lead="New conversations there begin with the bot. A visitor can always ask for a person, and it is silent once one of you writes."
        >
          {items.map((widget) => (
            <OneWidget key={widget.id} widget={widget} />
          ))}
        </Card>
      )}
    </ReadPage>
  );
}

function OneWidget({ widget }: { widget: Widget }) {
  const mayChange = useMay('admin');
  const has = useHas('bot') ?? true;
  const { change } = useWidgetWrites();
  const say = useNotice();
  const [isOn, setOn] = useState(widget.bot.enabled);
  const [isAsked, ask] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: (bot: BotSettings) => change(widget.id, { bot }),
    onSuccess: (_, { enabled }) =>
      say(enabled ? 'Saved. The bot answers there now.' : 'Saved. The bot is silent there now.'),
    onError: (error, { enabled }) => {
      setOn(!enabled);
      say(`Nothing was changed. ${wordsFor(error)}`);
    },
  });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="min-w-50 grow">
        <Switch
          label={widget.name}
          {...(!has && { help: 'Your plan has no bot.' })}
          checked={isOn}
          disabled={!mayChange || !has || isPending}
          onChange={(enabled) => {
            setOn(enabled);
            mutate({ ...widget.bot, enabled });
          }}
        />
      </span>
      {mayChange && has && (
        <Button onClick={() => ask(true)} aria-label={`Name and greeting of the bot of ${widget.name}`}>
          Name and greeting
        </Button>
      )}
      {isAsked && <BotLook widget={widget} close={() => ask(false)} />}
    </div>
  );
}

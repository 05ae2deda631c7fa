import { useState } from 'react';
import type { Widget } from '../../../widget/protocol/generated.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { SavingSwitch } from '../saving-switch.tsx';
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
  const [isAsked, ask] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="min-w-50 grow">
        <SavingSwitch
          label={widget.name}
          {...(!has && { help: 'Your plan has no bot.' })}
          isOn={widget.bot.enabled}
          save={(enabled) => change(widget.id, { bot: { ...widget.bot, enabled } })}
          saved={(isOn) => `Saved. The bot ${isOn ? 'answers' : 'is silent'} there now.`}
          disabled={!mayChange || !has}
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

import { Bell, Volume2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { MENU_ITEM } from '../ui/menu.tsx';
import { useNotice } from '../ui/notice.tsx';
import { useStored } from '../ui/stored.ts';
import { NOTIFICATIONS, ON_OFF, permission, SOUND } from './news-wishes.ts';
import { ring } from './use-news.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Sound and the browser's notifications. The browser is asked by a press here, never by itself. */
export function NewsItems() {
  return (
    <DropdownMenu.Group aria-label="News">
      <SoundItem />
      <NotificationsItem />
    </DropdownMenu.Group>
  );
}

function SoundItem() {
  const [sound, setSound] = useStored(SOUND, 'on', ON_OFF);
  const change = (isOn: boolean) => {
    setSound(isOn ? 'on' : 'off');
    // So that one knows what to listen for.
    if (isOn) void ring();
  };
  return (
    <Switch icon={<Volume2 {...icon} />} isOn={sound === 'on'} onChange={change}>
      Sound
    </Switch>
  );
}

function NotificationsItem() {
  const [wish, setWish] = useStored(NOTIFICATIONS, 'on', ON_OFF);
  const [allowed, setAllowed] = useState(permission);
  const say = useNotice();
  if (allowed === 'missing') return null;
  const change = async (isOn: boolean) => {
    setWish(isOn ? 'on' : 'off');
    if (!isOn) return;
    const answer = await Notification.requestPermission();
    setAllowed(answer);
    if (answer === 'denied')
      say('Your browser blocks notifications from ChatDesk. Allow them in its settings.');
  };
  return (
    <Switch icon={<Bell {...icon} />} isOn={allowed === 'granted' && wish === 'on'} onChange={change}>
      Desktop notifications
    </Switch>
  );
}

interface SwitchProps {
  icon: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}

function Switch({ icon, isOn, onChange, children }: SwitchProps) {
  return (
    <DropdownMenu.CheckboxItem
      checked={isOn}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={MENU_ITEM}
    >
      {icon}
      <span className="grow">{children}</span>
      <span
        aria-hidden="true"
        className={`flex h-4 w-7 items-center rounded-full p-0.5 transition-colors duration-120 ${isOn ? 'bg-brand' : 'bg-edge'}`}
      >
        <span
          className={`size-3 rounded-full bg-[#fff] transition-transform duration-120 ${isOn ? 'translate-x-3' : ''}`}
        />
      </span>
    </DropdownMenu.CheckboxItem>
  );
}

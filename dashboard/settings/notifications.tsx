import { useState } from 'react';
import { NOTIFICATIONS, ON_OFF, permission, SOUND } from '../shell/news-wishes.ts';
import { ring } from '../shell/use-news.ts';
import { useStored } from '../ui/stored.ts';
import { Switch } from '../ui/switch.tsx';
import { Card, Frame } from './frame.tsx';
import { MailWishes } from './mail-wishes.tsx';

export default function Notifications() {
  return (
    <Frame title="Notifications" lead="How you hear of new messages.">
      <Card title="In this browser">
        <Sound />
        <Desktop />
      </Card>
      <MailWishes />
    </Frame>
  );
}

function Sound() {
  const [sound, setSound] = useStored(SOUND, 'on', ON_OFF);
  const change = (isOn: boolean) => {
    setSound(isOn ? 'on' : 'off');
    // So that one knows what to listen for.
    if (isOn) void ring();
  };
  return (
    <Switch
      label="Sound"
      help="One short tone when something new comes that concerns you."
      checked={sound === 'on'}
      onChange={change}
    />
  );
}

const BLOCKED = 'Your browser blocks notifications from ChatDesk. Allow them in its settings.';

function Desktop() {
  const [wish, setWish] = useStored(NOTIFICATIONS, 'on', ON_OFF);
  const [allowed, setAllowed] = useState(permission);
  const change = async (isOn: boolean) => {
    setWish(isOn ? 'on' : 'off');
    if (isOn && allowed !== 'missing') setAllowed(await Notification.requestPermission());
  };
  if (allowed === 'missing')
    return <p className="text-13 text-muted">This browser has no desktop notifications.</p>;
  return (
    <Switch
      label="Desktop notifications"
      help={allowed === 'denied' ? BLOCKED : 'Shown while ChatDesk is not in front of you.'}
      checked={allowed === 'granted' && wish === 'on'}
      onChange={change}
    />
  );
}

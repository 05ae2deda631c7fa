import { Frame } from '../frame.tsx';
import { PasswordCard } from './password.tsx';
import { SessionsCard } from './sessions.tsx';
import { TwoFactorCard } from './two-factor.tsx';

export default function Security() {
  return (
    <Frame title="Security" lead="How you log in, and where you are logged in.">
      <PasswordCard />
      <TwoFactorCard />
      <SessionsCard />
    </Frame>
  );
}

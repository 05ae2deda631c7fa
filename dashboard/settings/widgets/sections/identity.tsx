import { useState } from 'react';
import type { Widget } from '../../../../widget/protocol/generated.ts';
import { wordsFor } from '../../../api/client.ts';
import { identitySecret, newIdentitySecret } from '../../../api/widgets.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy.tsx';
import { DocsLink } from '../../../ui/docs-link.tsx';
import { useNotice } from '../../../ui/notice.tsx';
import { Confirm } from '../../confirm.tsx';
import { Card } from '../../frame.tsx';
import { useMay } from '../../roles.ts';

const EXAMPLE = `// On your server, for whoever is logged in (Node, package jsonwebtoken):
const token = jwt.sign(
  { sub: user.id, name: user.name, email: user.email, jti: crypto.randomUUID() },
  process.env.CHATDESK_IDENTITY_SECRET,
  { algorithm: 'HS256', expiresIn: '5m' },
);

// In your page, with that token:
chatdesk('identify', { token });`;

/** Your server says who its users are. */
export function Identity({ widget }: { widget: Widget }) {
  const mayChange = useMay('admin');
  return (
    <>
      <Card
        title="Signed identity"
        lead="Your server signs who is logged in, so that nobody can pretend to be your customer, and everybody finds their conversations on every device."
      >
        <CopyText label="Example" text={EXAMPLE} />
        <p className="text-13 text-muted">
          Each token is good for once and for ten minutes at most. The guide{' '}
          <DocsLink to="/docs/identity">Signed identity</DocsLink> has whole examples for Node, Python, PHP
          and Go.
        </p>
      </Card>
      {mayChange && <Secret widget={widget} />}
    </>
  );
}

function Secret({ widget: { id, name } }: { widget: Widget }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const say = useNotice();
  const show = () =>
    identitySecret(id).then(
      ({ identity_secret }) => setSecret(identity_secret),
      (error) => say(wordsFor(error)),
    );
  return (
    <Card title="Secret" lead="Keep it on your server, like a password: whoever has it can be anybody.">
      {secret === null ? (
        <Button className="self-start" onClick={() => void show()}>
          Show the secret
        </Button>
      ) : (
        <CopyText label="Your secret" text={secret} words="Copy secret" />
      )}
      <Button className="self-start" onClick={() => setAsking(true)}>
        Make a new secret
      </Button>
      {isAsking && (
        <Confirm
          title={`Make a new secret for ${name}?`}
          action="Make new secret"
          close={() => setAsking(false)}
          run={async () => setSecret((await newIdentitySecret(id)).identity_secret)}
        >
          <p>
            Tokens that are signed with the present one count no more, at once. Your server has to know the
            new one.
          </p>
        </Confirm>
      )}
    </Card>
  );
}

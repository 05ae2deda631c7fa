import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Me } from '../../widget/protocol/generated.ts';
import { InboxProvider } from '../live/inbox-provider.tsx';
import { DeskProvider, useDesk } from '../palette/desk.tsx';
import { useOtherTabs } from '../session/other-tabs.ts';
import { useCommandKey, useShortcuts } from '../ui/shortcuts.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { MeContext } from './me-context.ts';
import { Rail } from './rail.tsx';
import { useUnsent } from './unsent.ts';
import { useIdle } from './use-availability.ts';
import { useNews } from './use-news.ts';

/** What surrounds every page of somebody who is logged in. On a phone the rail lies at the foot. */
export default function Shell({ me, children }: { me: Me; children: ReactNode }) {
  useUnsent(me.agent.id);
  useOtherTabs(me.agent.id);
  return (
    <MeContext value={me}>
      <InboxProvider>
        <DeskProvider>
          <Awake />
          <div className="flex h-full flex-col">
            <ConnectionBar />
            <div className="flex min-h-0 grow flex-col-reverse desk:flex-row">
              <Rail />
              <div className="flex min-h-0 min-w-0 grow">{children}</div>
            </div>
          </div>
        </DeskProvider>
      </InboxProvider>
    </MeContext>
  );
}

/** What goes on wherever one is. */
function Awake() {
  useNews();
  useIdle();
  const { ask } = useDesk();
  const [, navigate] = useLocation();
  useCommandKey('k', () => ask('all'));
  useShortcuts({
    '?': () => ask('help'),
    'g i': () => navigate('/inbox'),
    'g c': () => navigate('/customers'),
    'g s': () => navigate('/settings'),
  });
  return null;
}

import { Download } from 'lucide-react';
import { Card, Frame } from '../frame.tsx';
import { useMay } from '../roles.ts';

export default function Export() {
  const isOwner = useMay('owner');
  return (
    <Frame
      title="Export"
      lead="Everything that is kept of your organization, to take along."
      changedBy="owner"
    >
      {isOwner && (
        <Card>
          <p>
            One file with a line for each row of each table: conversations, messages, customers, settings. No
            passwords, keys or other secrets are in it. With many conversations it takes a while.
          </p>
          <p className="text-13 text-muted">
            It holds personal data of your customers. Keep it as safely as ChatDesk itself.
          </p>
          <a
            href="/api/organization/export"
            download="chatdesk-export.ndjson"
            className="inline-flex h-8 items-center gap-2 self-start rounded-control bg-brand px-3 text-13 font-medium text-on-brand hover:bg-brand-hover"
          >
            <Download size={16} strokeWidth={1.5} aria-hidden="true" />
            Export everything
          </a>
        </Card>
      )}
    </Frame>
  );
}

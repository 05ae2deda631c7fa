import { Read } from '../../ui/read.tsx';
import { Empty, Frame } from '../frame.tsx';
import { useOrganization } from '../use-organization.ts';
import { WidgetList } from './list.tsx';
import { ThemePage } from './theme.tsx';
import { PATH, useWidgets } from './use-widgets.ts';
import { WidgetPage } from './widget.tsx';

interface WidgetsProps {
  params: { id?: string | undefined; section?: string | undefined };
}

/** The chat on your pages. */
export default function Widgets({ params: { id, section } }: WidgetsProps) {
  return id ? <One key={id} id={id} section={section} /> : <WidgetList />;
}

/** Not the id of any. */
const ALL = 'all';

function One({ id, section }: { id: string; section: string | undefined }) {
  const read = useWidgets();
  const organization = useOrganization();
  const [first] = read.data?.items ?? [];
  const known = id === ALL ? first : read.data?.items.find((one) => one.id === id);
  if (id === ALL && known && organization.data)
    return <ThemePage widget={known} organization={organization.data} />;
  if (known && organization.data)
    return <WidgetPage widget={known} organization={organization.data} section={section} />;
  return (
    <Frame title="Widget" back={{ to: PATH, name: 'Widgets' }} changedBy="admin">
      <Read read={read} what="The widget">
        {() =>
          known ? (
            <Read read={organization} what="The organization">
              {() => null}
            </Read>
          ) : (
            <Empty>There is no such widget.</Empty>
          )
        }
      </Read>
    </Frame>
  );
}

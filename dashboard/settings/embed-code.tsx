import type { Widget } from '../../widget/protocol/generated.ts';
import { CopyText } from '../ui/copy.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { useEmbed, useWidgets } from './widgets/use-widgets.ts';

/** The tag to put on a website, one for each widget. */
export function EmbedCode() {
  const { data, error, isPending, refetch } = useWidgets();
  if (isPending) return <LoadingCode />;
  if (!data) return <Failure what="The code did not load." error={error} retry={() => void refetch()} />;
  return (
    <>
      {data.items.map((widget) => (
        <div key={widget.id} className="flex flex-col gap-2">
          {data.items.length > 1 && <h3 className="text-13 font-medium">{widget.name}</h3>}
          <Code widget={widget} />
        </div>
      ))}
    </>
  );
}

function Code({ widget }: { widget: Widget }) {
  const { data, error, isPending, refetch } = useEmbed(widget);
  if (isPending) return <LoadingCode />;
  const code = data?.items.find(({ platform }) => platform === 'html')?.code;
  if (!code) return <Failure what="The code did not load." error={error} retry={() => void refetch()} />;
  return <CopyText label={`Code for ${widget.name}`} text={code} />;
}

const LoadingCode = () => (
  <Loading what="Loading the code" className="flex flex-col gap-3">
    <Skeleton className="h-11 w-full" />
    <Skeleton className="h-8 w-28" />
  </Loading>
);

import { CopyText } from '../ui/copy.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { embedCode } from './embed.ts';
import { useWidgets } from './widgets/use-widgets.ts';

/** The tag to put on a website, one for each widget. */
export function EmbedCode() {
  const { data, error, isPending, refetch } = useWidgets();
  if (isPending)
    return (
      <Loading what="Loading the code" className="flex flex-col gap-3">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-8 w-28" />
      </Loading>
    );
  if (!data) return <Failure what="The code did not load." error={error} retry={() => void refetch()} />;
  return (
    <>
      {data.items.map(({ id, key, name }) => (
        <div key={id} className="flex flex-col gap-2">
          {data.items.length > 1 && <h3 className="text-13 font-medium">{name}</h3>}
          <CopyText label={`Code for ${name}`} text={embedCode(location.origin, key)} />
        </div>
      ))}
    </>
  );
}

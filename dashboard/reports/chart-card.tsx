import { type ReactNode, useId, useState } from 'react';
import { Button } from '../ui/button.tsx';

interface ChartCardProps {
  title: string;
  /** What there is to see, in words. */
  summary: string;
  chart: ReactNode;
  /** The same for those who would rather read. */
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A chart with its words, which can be turned into a table. */
export function ChartCard({ title, summary, chart, head, rows }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4 desk:p-5"
    >
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h2 id={id} className="text-14 font-semibold">
            {title}
          </h2>
          <p className="text-13 text-muted">{summary}</p>
        </div>
        <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show chart' : 'Show table'}
        </Button>
      </div>
      {asTable ? <Plain title={title} head={head} rows={rows} /> : chart}
    </section>
  );
}

function Plain({ title, head, rows }: Pick<ChartCardProps, 'title' | 'head' | 'rows'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section tabIndex={0} aria-label={`${title}, table`} className="max-h-80 overflow-auto">
      <table className="w-full border-separate border-spacing-0 text-13 tabular-nums">
        <thead className="text-12 text-muted">
          <tr>
            {head.map((name, place) => (
              <th
                key={name}
                scope="col"
                className={`sticky top-0 border-b border-line bg-surface px-2 py-2 font-medium whitespace-nowrap ${place ? 'text-right' : 'text-left'}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th
                scope="row"
                className="border-b border-line px-2 py-2 text-left font-normal whitespace-nowrap"
              >
                {name}
              </th>
              {cells.map((cell, place) => (
                <td key={head[place + 1]} className="border-b border-line px-2 py-2 text-right">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

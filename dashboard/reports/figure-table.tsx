import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import type { NamedFigures } from '../../widget/protocol/generated.ts';
import { csvOf, type Days, type Dimension, type Of, table } from '../api/reports.ts';
import { buttonClasses } from '../ui/button.tsx';
import { Nothing, Read } from '../ui/read.tsx';
import { nameOf, WORDS } from './names.ts';
import { duration, many, percent, score } from './words.ts';

interface Column {
  name: string;
  say: (of: NamedFigures) => string;
}

const COLUMNS: readonly Column[] = [
  { name: 'Conversations', say: (of) => many(of.conversations) },
  { name: 'Missed', say: (of) => many(of.missed) },
  { name: 'First response', say: (of) => duration(of.first_response.median) },
  { name: 'Resolution', say: (of) => duration(of.resolution.median) },
  { name: 'Rating', say: (of) => score(of.rating) },
];
const OPENINGS: readonly Column[] = [
  { name: 'Opened', say: (of) => many(of.opens ?? 0) },
  { name: 'Start rate', say: (of) => percent(of.start_rate) },
];

interface FigureTableProps {
  by: Of['by'];
  days: Days;
  /** Where its own report is. */
  hrefOf: (of: Of) => string;
}

/** The figures of each agent, department, widget or page. */
export function FigureTable({ by, days, hrefOf }: FigureTableProps) {
  const id = useId();
  const { title } = WORDS[by];
  const dimension: Dimension = `${by}s`;
  const read = useQuery({
    queryKey: ['reports', dimension, days.from, days.to],
    queryFn: ({ signal }) => table(dimension, days, signal),
  });
  const columns = dimension === 'widgets' ? [...COLUMNS, ...OPENINGS] : COLUMNS;
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4 desk:p-5"
    >
      <div className="flex items-center justify-between gap-3">
        <h2 id={id} className="text-14 font-semibold">
          {title}
        </h2>
        <CsvLink href={csvOf(dimension, days)} what={title} />
      </div>
      <Read read={read} what={title}>
        {({ items }) =>
          items.length ? (
            <Rows by={by} columns={columns} items={items} hrefOf={hrefOf} />
          ) : (
            <Nothing>Nothing yet.</Nothing>
          )
        }
      </Read>
    </section>
  );
}

interface RowsProps {
  by: Of['by'];
  columns: readonly Column[];
  items: readonly NamedFigures[];
  hrefOf: (of: Of) => string;
}

const CELL = 'h-11 border-line px-2 first:ps-0 last:pe-0 in-[tr:not(:last-child)]:border-b';
const HEAD =
  'sticky top-0 border-b border-line bg-surface px-2 py-2 font-medium whitespace-nowrap first:ps-0 last:pe-0';

function Rows({ by, columns, items, hrefOf }: RowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section tabIndex={0} aria-label={`${WORDS[by].title}, table`} className="max-h-120 overflow-auto">
      <table
        style={{ minWidth: `${10 + 6.5 * columns.length}rem` }}
        className="w-full table-fixed border-separate border-spacing-0 text-13 tabular-nums"
      >
        <thead className="text-12 text-muted">
          <tr>
            <th scope="col" className={`${HEAD} text-left`}>
              Name
            </th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className={`${HEAD} w-26 text-right`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row" className={`${CELL} text-left font-medium`}>
                <Name of={{ by, id: item.id ?? 'none' }} name={item.name} hrefOf={hrefOf} />
              </th>
              {columns.map(({ name, say }) => (
                <td key={name} className={`${CELL} text-right whitespace-nowrap`}>
                  {say(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Name({ of, name, hrefOf }: { of: Of; name: string | null } & Pick<RowsProps, 'hrefOf'>) {
  const said = nameOf(of, name);
  return (
    <Link href={hrefOf(of)} title={said} className="block truncate hover:underline">
      <bdi>{said}</bdi>
    </Link>
  );
}

export const CsvLink = ({ href, what }: { href: string; what: string }) => (
  <a href={href} download aria-label={`Download ${what} as CSV`} className={buttonClasses()}>
    <Download size={16} strokeWidth={1.5} aria-hidden="true" />
    CSV
  </a>
);

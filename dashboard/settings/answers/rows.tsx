import { Link, useLocation } from 'wouter';
import { RowMenu } from '../../ui/row-menu.tsx';
import { useUnchanged } from '../../ui/unchanged.ts';
import { CardList } from '../card-list.tsx';
import { useMay } from '../roles.ts';

interface Known {
  id: string;
  enabled: boolean;
}

interface RowsProps<T extends Known> {
  label: string;
  items: readonly T[];
  /** Where one of them is changed. */
  path: string;
  nameOf: (item: T) => string;
  aboutOf: (item: T) => string;
  change: (id: string, change: { enabled: boolean }) => Promise<void>;
  remove: (item: T) => void;
}

/** What the bot knows of one kind: each can be turned off. */
export function Rows<T extends Known>(props: RowsProps<T>) {
  const { label, items, path, nameOf, aboutOf, change, remove } = props;
  const mayChange = useMay('admin');
  const [, navigate] = useLocation();
  const sayUnchanged = useUnchanged();
  const turn = ({ id, enabled }: T) => void change(id, { enabled: !enabled }).catch(sayUnchanged);
  return (
    <CardList label={label}>
      {items.map((item) => (
        <li key={item.id} className="relative flex items-center gap-2 py-2.5 ps-4 pe-2">
          <span className="flex min-w-0 grow flex-col">
            <Link href={`${path}/${item.id}`} className="truncate font-medium after:absolute after:inset-0">
              <bdi>{nameOf(item)}</bdi>
            </Link>
            <bdi dir="auto" className="truncate text-left text-13 text-muted">
              {item.enabled ? aboutOf(item) : `Off · ${aboutOf(item)}`}
            </bdi>
          </span>
          {mayChange && (
            <span className="relative">
              <RowMenu
                label={`More for ${nameOf(item)}`}
                actions={[
                  { name: 'Edit', run: () => navigate(`${path}/${item.id}`) },
                  { name: item.enabled ? 'Turn off' : 'Turn on', run: () => turn(item) },
                  { name: 'Delete', isDanger: true, run: () => remove(item) },
                ]}
              />
            </span>
          )}
        </li>
      ))}
    </CardList>
  );
}

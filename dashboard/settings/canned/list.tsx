import { Link, useLocation } from 'wouter';
import type { Canned } from '../../live/canned.ts';
import { RowMenu } from '../../ui/row-menu.tsx';
import { CardList } from '../card-list.tsx';
import { useMay } from '../roles.ts';
import { PATH } from './use-canned.ts';

interface CannedListProps {
  title: string;
  replies: readonly Canned[];
  remove: (reply: Canned) => void;
}

export function CannedList({ title, replies, remove }: CannedListProps) {
  const isAdmin = useMay('admin');
  const [, navigate] = useLocation();
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      <CardList>
        {replies.map((reply) => (
          <li key={reply.id} className="relative flex items-center gap-2 py-2.5 ps-4 pe-2">
            <span className="flex min-w-0 grow flex-col">
              <Link
                href={`${PATH}/${reply.id}`}
                className="truncate font-medium after:absolute after:inset-0"
              >
                /{reply.shortcut}
              </Link>
              <bdi dir="auto" className="truncate text-left text-13 text-muted">
                {reply.body}
              </bdi>
            </span>
            {(isAdmin || !reply.shared) && (
              <span className="relative">
                <RowMenu
                  label={`More for /${reply.shortcut}`}
                  actions={[
                    { name: 'Edit', run: () => navigate(`${PATH}/${reply.id}`) },
                    { name: 'Delete', isDanger: true, run: () => remove(reply) },
                  ]}
                />
              </span>
            )}
          </li>
        ))}
      </CardList>
    </section>
  );
}

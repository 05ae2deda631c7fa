import { useState } from 'react';
import type { BotPage } from '../../../../widget/protocol/generated.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Confirm } from '../../confirm.tsx';
import { isFilled, ReadList } from '../../list-frame.tsx';
import { useMay } from '../../roles.ts';
import { Rows } from '../rows.tsx';
import { PAGES_PATH, usePages, usePageWrites } from './use-pages.ts';

/** Texts that the bot takes its answers from, besides those that were written for it. */
export function Pages() {
  const read = usePages();
  const add = useMay('admin') && <ButtonLink href={`${PAGES_PATH}/new`}>Add page</ButtonLink>;
  const { change, remove } = usePageWrites();
  const [gone, setGone] = useState<BotPage | null>(null);
  return (
    <section aria-label="Pages" className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <div className="flex min-h-8 items-center justify-between gap-3">
          <h2 className="text-16 font-semibold">Pages</h2>
          {isFilled(read) && add}
        </div>
        <p className="text-13 text-muted">
          Paste what you have written already. The bot gives the part that answers.
        </p>
      </div>
      <ReadList
        read={read}
        what="The pages"
        empty="No pages yet. Begin with delivery and returns."
        add={add}
        list={(items) => (
          <Rows
            label="Pages"
            items={items}
            path={PAGES_PATH}
            nameOf={({ title }) => title}
            aboutOf={about}
            change={change}
            remove={setGone}
          />
        )}
      />
      {gone && (
        <Confirm
          title="Delete this page?"
          action="Delete page"
          close={() => setGone(null)}
          run={() => remove(gone.id)}
        >
          <p>The bot does not answer from it any more. What was said stays.</p>
        </Confirm>
      )}
    </section>
  );
}

const about = ({ passages, url }: BotPage) =>
  [passages === 1 ? '1 passage' : `${passages} passages`, url].filter(Boolean).join(' · ');

import { X } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';

const sheet: readonly { name: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    name: 'Anywhere',
    keys: [
      ['Mod+K', 'Do or find anything'],
      ['/', 'Search'],
      ['g i', 'Inbox'],
      ['g c', 'Customers'],
      ['g s', 'Settings'],
      ['z', 'Undo what was just done'],
      ['Mod+S', 'Save what is set'],
      ['?', 'This sheet'],
    ],
  },
  {
    name: 'List',
    keys: [
      ['j', 'Next conversation'],
      ['k', 'Previous conversation'],
      ['Enter', 'Open'],
      ['x', 'Select'],
      ['Shift+X', 'Select up to here'],
      ['Esc', 'Leave'],
    ],
  },
  {
    name: 'Conversation',
    keys: [
      ['r', 'Reply'],
      ['n', 'Note'],
      ['e', 'Close or reopen'],
      ['s', 'Snooze'],
      ['a', 'Assign'],
      ['d', 'Department'],
      ['l', 'Label'],
      ['p', 'Priority'],
    ],
  },
];

/** What the keys do. */
export default function Help({ close }: { close: () => void }) {
  return (
    <Dialog label="Keyboard shortcuts" close={close} className="m-auto w-180 overflow-y-auto">
      <div className="flex items-center justify-between border-b border-line py-3 pr-3 pl-6">
        <h2 className="text-16 font-semibold">Keyboard shortcuts</h2>
        <IconButton label="Close" onClick={close} autoFocus>
          <X size={20} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="grid gap-x-8 gap-y-6 p-6 desk:grid-cols-3">
        {sheet.map(({ name, keys }) => (
          <section key={name} aria-label={name}>
            <h3 className="pb-2 text-12 font-semibold text-muted">{name}</h3>
            <dl className="flex flex-col gap-2 text-13">
              {keys.map(([key, words]) => (
                <div key={key} className="flex flex-row-reverse items-center justify-between gap-3">
                  <dt>
                    <Keys keys={key} />
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

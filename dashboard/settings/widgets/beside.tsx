import { Eye, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useIsWide } from '../../ui/media.ts';
import { Preview } from './preview.tsx';
import { type About, useDraft, useSwitches } from './use-draft.ts';

/** At the right where there is room, and otherwise over the page when somebody wants to see it. */
export function Beside(about: About) {
  const isWide = useIsWide();
  const [isOpen, setOpen] = useState(false);
  const [switches, onSwitch] = useSwitches();
  const draft = useDraft(about, switches);
  const preview = { draft, switches, onSwitch };
  if (isWide)
    return (
      <div className="sticky top-4 h-[calc(100vh-14rem)] max-h-190 min-h-110 self-start">
        <Preview {...preview} />
      </div>
    );
  return (
    <>
      <Button
        look="primary"
        onClick={() => setOpen(true)}
        className="fixed end-4 bottom-36 z-20 desk:bottom-24 h-11 rounded-full px-4 shadow-window"
      >
        <Eye size={16} strokeWidth={1.5} aria-hidden="true" />
        Preview
      </Button>
      {isOpen && (
        <Dialog
          label="Preview of the chat"
          close={() => setOpen(false)}
          className="m-auto h-full w-full desk:w-180"
        >
          <div className="h-full p-3">
            <Preview
              {...preview}
              close={
                <IconButton label="Close" onClick={() => setOpen(false)}>
                  <X size={20} strokeWidth={1.5} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
        </Dialog>
      )}
    </>
  );
}

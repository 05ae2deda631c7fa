import { Paperclip } from 'lucide-react';
import { type ClipboardEvent, useEffect } from 'react';
import type { Uploads } from '../../widget/transport/uploads.ts';

export function AttachButton({ uploads }: { uploads: Uploads }) {
  return (
    <label
      title="Attach files"
      className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-control text-muted focus-within:outline-2 focus-within:outline-brand-ink hover:bg-hover hover:text-ink"
    >
      <Paperclip size={16} aria-hidden="true" />
      <input
        type="file"
        multiple
        aria-label="Attach files"
        className="sr-only"
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])]);
          // The same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** A picture in the clipboard; what is text is pasted as text. */
export const onPasteInto = (uploads: Uploads) => (event: ClipboardEvent) => {
  const { files, types } = event.clipboardData;
  if (files.length === 0 || types.includes('text/plain')) return;
  event.preventDefault();
  uploads.add([...files]);
};

/** Files may be dropped anywhere; what is dropped beside the composer would leave the page otherwise. */
export function useDrop(uploads: Uploads): void {
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (event.type === 'drop') uploads.add([...event.dataTransfer.files]);
    };
    addEventListener('dragover', drag);
    addEventListener('drop', drag);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('drop', drag);
    };
  }, [uploads]);
}

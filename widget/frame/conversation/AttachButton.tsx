import { t } from '../../languages/later.ts';
import type { Chat } from '../chat.ts';
import { Icon } from '../parts/Icon.tsx';
import { load } from '../parts.ts';

const PAPERCLIP = [
  'm21.44 11.05-9.19 9.19a6 6 0 0 1-8.49-8.49l8.57-8.57A4 4 0 1 1 18 8.84l-8.59 8.57a2 2 0 0 1-2.83-2.83l8.49-8.48',
];

export function AttachButton({ chat }: { chat: Chat }) {
  const chosen = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    chat.attach(currentTarget.files);
    // The same file can be chosen once more.
    currentTarget.value = '';
  };
  // What shows them loads before there is one: by then the network may be gone.
  const prepare = () => void load('files').catch(() => undefined);
  return (
    <label class="extra" title={t('attach')} onPointerEnter={prepare} onFocusIn={prepare}>
      <Icon of={PAPERCLIP} />
      <input class="unseen" type="file" multiple aria-label={t('attach')} onChange={chosen} />
    </label>
  );
}

import { locale, t } from '../../languages/later.ts';
import { MEGABYTE, sizeIn, type Trouble, type Upload } from '../../transport/uploads.ts';
import type { Chat } from '../chat.ts';
import { Icon } from '../parts/Icon.tsx';
import type { Attachments } from './attachments.ts';
import { iconOf } from './icons.ts';

const CROSS = ['M18 6 6 18', 'm6 6 12 12'];
const AGAIN = ['M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8', 'M3 3v5h5'];

/** What will go with the next message. */
export function Tray({ files, chat }: { files: Upload[]; chat: Chat }) {
  return (
    <ul class="tray" aria-label={t('files')}>
      {files.map((file) => (
        <Card key={file.key} file={file} chat={chat} />
      ))}
    </ul>
  );
}

function Card({ file, chat }: { file: Upload; chat: Chat }) {
  const { key, name, size, picture, progress, trouble, attachment, isWaiting } = file;
  const most = chat.store.state.config.attachment_megabytes;
  return (
    <li class={trouble ? 'file trouble' : 'file'}>
      {picture ? (
        <img class="thumb" src={picture} alt="" width={36} height={36} />
      ) : (
        <span class="thumb">
          <Icon of={iconOf(file.name)} />
        </span>
      )}
      <span class="about">
        <bdi class="file-name" title={name}>
          {name}
        </bdi>
        {trouble ? (
          <span role="alert">{words(trouble, most)}</span>
        ) : (
          <bdi>{isWaiting ? t('fileWaits') : sizeIn(locale(), size)}</bdi>
        )}
        {!trouble && !attachment && (
          <progress value={progress} max={1} aria-label={t('uploading', { name })} />
        )}
      </span>
      {trouble === 'failed' && (
        <button
          type="button"
          aria-label={t('retryFile', { name })}
          onClick={() => of(chat, (all) => all.retry(key))}
        >
          <Icon of={AGAIN} size={16} />
        </button>
      )}
      <button
        type="button"
        aria-label={t('removeFile', { name })}
        onClick={() => of(chat, (all) => all.remove(key))}
      >
        <Icon of={CROSS} size={16} />
      </button>
    </li>
  );
}

const of = (chat: Chat, work: (all: Attachments) => void) => void chat.attachments().then(work);

function words(trouble: Trouble, most: number): string {
  if (trouble === 'large') return t('fileLarge', { size: sizeIn(locale(), most * MEGABYTE) });
  return t(WORDS[trouble]);
}

const WORDS = {
  huge: 'fileHuge',
  type: 'fileType',
  empty: 'fileEmpty',
  off: 'fileOff',
  full: 'fileFull',
  failed: 'fileFailed',
} as const;

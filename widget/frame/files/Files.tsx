import { locale, t } from '../../languages/later.ts';
import type { Attachment } from '../../protocol/generated.ts';
import { fit, isPicture, isStale, pictureOf, sizeIn } from '../../transport/uploads.ts';
import { Icon } from '../parts/Icon.tsx';
import { BOX } from './box.ts';
import { iconOf } from './icons.ts';

interface Props {
  files: Attachment[];
  /** Brings new addresses, when these have expired. */
  renew: () => Promise<void>;
}

/** The files of a message: pictures are shown, all else is a card. */
export function Files({ files, renew }: Props) {
  return (
    <div class="files">
      {files.map((file) => (
        <File key={file.id} file={file} renew={renew} />
      ))}
    </div>
  );
}

function File({ file, renew }: { file: Attachment; renew: Props['renew'] }) {
  const { content_type: type, url, name } = file;
  if (isPicture(file)) return <Picture file={file} renew={renew} />;
  const media = {
    src: url,
    controls: true,
    preload: 'none',
    title: name,
    onError: () => void (isStale(file) && renew()),
  } as const;
  if (type.startsWith('audio/')) return <audio {...media} />;
  if (FILMS.has(type)) return <video {...media} width={BOX.width} height={135} />;
  return <Card file={file} renew={renew} />;
}

/** What all browsers show. */
const FILMS = new Set(['video/mp4', 'video/webm']);

/** Its place is as large as it will be before it is there. */
function Picture({ file, renew }: { file: Attachment; renew: Props['renew'] }) {
  const { width, height } = fit(file, BOX);
  return (
    <a class="picture" {...link(file, renew)}>
      <img
        src={pictureOf(file.id) ?? file.url}
        alt={file.name}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        onError={() => void (isStale(file) && renew())}
      />
    </a>
  );
}

function Card({ file, renew }: { file: Attachment; renew: Props['renew'] }) {
  return (
    <a class="file" {...link(file, renew)}>
      <span class="thumb">
        <Icon of={iconOf(file.name)} />
      </span>
      <span class="about">
        <bdi class="file-name">{file.name}</bdi>
        <bdi>{sizeIn(locale(), file.size)}</bdi>
      </span>
    </a>
  );
}

/** Whoever clicks an address that has expired gets a new one to click; the page that it opens would only say so. */
function link(file: Attachment, renew: Props['renew']) {
  const onClick = (event: Event) => {
    if (!isStale(file)) return;
    event.preventDefault();
    const page = open('about:blank', '_blank');
    renew().then(
      () =>
        page?.location.replace(
          document.querySelector<HTMLAnchorElement>(`[data-file="${file.id}"]`)?.href ?? '',
        ),
      () => page?.close(),
    );
  };
  const label = t('openFile', { name: file.name });
  const address = { href: file.url, target: '_blank', rel: 'noopener noreferrer nofollow' };
  return { ...address, 'data-file': file.id, 'aria-label': label, title: file.name, onClick };
}

import { locale, t } from '../../languages/later.ts';
import type { Attachment } from '../../protocol/generated.ts';
import { isFilm, isSound, mediaOf, openFresh, type Renew } from '../../transport/shown.ts';
import { fit, isPicture, isStale, pictureOf, sizeIn } from '../../transport/uploads.ts';
import { Icon } from '../parts/Icon.tsx';
import { BOX } from './box.ts';
import { iconOf } from './icons.ts';

interface Props {
  files: Attachment[];
  renew: Renew;
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

function File({ file, renew }: { file: Attachment; renew: Renew }) {
  if (isPicture(file)) return <Picture file={file} renew={renew} />;
  const media = mediaOf(file, renew);
  if (isSound(file)) return <audio {...media} />;
  if (isFilm(file)) return <video {...media} width={BOX.width} height={135} />;
  return <Card file={file} renew={renew} />;
}

/** Its place is as large as it will be before it is there. */
function Picture({ file, renew }: { file: Attachment; renew: Renew }) {
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

function Card({ file, renew }: { file: Attachment; renew: Renew }) {
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

function link(file: Attachment, renew: Renew) {
  const address = () => document.querySelector<HTMLAnchorElement>(`[data-file="${file.id}"]`)?.href;
  const onClick = (event: Event) => openFresh(event, file, renew, address);
  const label = t('openFile', { name: file.name });
  const target = { href: file.url, target: '_blank', rel: 'noopener noreferrer nofollow' };
  return { ...target, 'data-file': file.id, 'aria-label': label, title: file.name, onClick };
}

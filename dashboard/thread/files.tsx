import { type MouseEvent, Suspense, useRef, useState } from 'react';
import type { Attachment } from '../../widget/protocol/generated.ts';
import { isFilm, isSound, mediaOf, openFresh, type Renew } from '../../widget/transport/shown.ts';
import { fit, isPicture, isStale, pictureOf, sizeIn } from '../../widget/transport/uploads.ts';
import { part } from '../ui/part.ts';
import { FileIcon } from './file-icon.tsx';

const Lightbox = part(() => import('./lightbox.tsx'));

interface FilesProps {
  files: readonly Attachment[];
  renew: Renew;
}

/** No picture is shown larger than this. */
const box = { width: 320, height: 320 };

/** The files of a message: pictures are shown, all else is a card. */
export function Files({ files, renew }: FilesProps) {
  const [shown, show] = useState<string | null>(null);
  return (
    <div className="grid max-w-80 grid-cols-[minmax(0,auto)] justify-items-start gap-1 py-1">
      {files.map((file) => (
        <One key={file.id} file={file} renew={renew} show={show} />
      ))}
      {shown && (
        <Suspense fallback={null}>
          <Lightbox pictures={files.filter(isPicture)} first={shown} renew={renew} close={() => show(null)} />
        </Suspense>
      )}
    </div>
  );
}

interface OneProps {
  file: Attachment;
  renew: Renew;
  show: (id: string) => void;
}

function One({ file, renew, show }: OneProps) {
  const media = mediaOf(file, renew);
  if (isPicture(file)) return <Picture file={file} renew={renew} show={show} />;
  if (isSound(file)) return <audio {...media} className="max-w-full" />;
  if (isFilm(file)) return <video {...media} width={320} height={180} className="max-w-full rounded-card" />;
  return <Card file={file} renew={renew} />;
}

/** Its place is as large as it will be before it is there. */
function Picture({ file, renew, show }: OneProps) {
  const { width, height } = fit(file, box);
  return (
    <a
      {...useLink(file, renew, () => show(file.id))}
      className="block overflow-hidden rounded-control bg-sunken"
    >
      <img
        src={pictureOf(file.id) ?? file.url}
        alt={file.name}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        onError={() => void (isStale(file) && renew())}
        className="h-auto max-w-full"
      />
    </a>
  );
}

function Card({ file, renew }: { file: Attachment; renew: Renew }) {
  return (
    <a
      {...useLink(file, renew)}
      className="flex w-80 max-w-full items-center gap-2 rounded-card border border-line bg-surface p-1.5 text-ink hover:bg-hover"
    >
      <FileIcon name={file.name} />
      <span className="grid min-w-0 text-12 text-muted">
        <bdi className="max-w-full justify-self-start truncate text-13 font-medium text-ink">{file.name}</bdi>
        <span>{sizeIn('en', file.size)}</span>
      </span>
    </a>
  );
}

/** `show`: what a plain click does instead. */
function useLink(file: Attachment, renew: Renew, show?: () => void) {
  const link = useRef<HTMLAnchorElement>(null);
  const onClick = (event: MouseEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!show || !isPlain) return openFresh(event.nativeEvent, file, renew, () => link.current?.href);
    event.preventDefault();
    show();
  };
  const label = `Open ${file.name}`;
  const target = { href: file.url, target: '_blank', rel: 'noopener noreferrer' };
  return { ...target, ref: link, 'aria-label': label, title: file.name, onClick };
}

import { ChevronLeft, ChevronRight, ExternalLink, X } from 'lucide-react';
import { type MouseEvent, useEffect, useState } from 'react';
import type { Attachment } from '../../widget/protocol/generated.ts';
import { openFresh, type Renew } from '../../widget/transport/shown.ts';
import { isStale, pictureOf } from '../../widget/transport/uploads.ts';
import { IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/dialog.tsx';

interface LightboxProps {
  /** The pictures of one message. */
  pictures: readonly Attachment[];
  first: string;
  renew: Renew;
  close: () => void;
}

/** A picture as large as there is room for, or as large as it is. */
export default function Lightbox({ pictures, first, renew, close }: LightboxProps) {
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      pictures.findIndex(({ id }) => id === first),
    ),
  );
  const [isWhole, setWhole] = useState(true);
  const many = pictures.length > 1;
  const go = (by: number) => {
    setWhole(true);
    setAt((at + by + pictures.length) % pictures.length);
  };
  useArrows((by) => many && go(by));
  const picture = pictures[at];
  if (!picture) return null;
  return (
    <Dialog label={picture.name} close={close} className="m-auto size-full max-h-[calc(100dvh-16px)]">
      <div className="flex h-full flex-col">
        <div className="flex shrink-0 items-center gap-1 border-b border-line py-2 pr-2 pl-4">
          <bdi className="min-w-0 truncate text-13 font-medium" title={picture.name}>
            {picture.name}
          </bdi>
          {many && (
            <span className="shrink-0 px-2 text-12 text-muted tabular-nums" role="status">
              {at + 1} of {pictures.length}
            </span>
          )}
          <span className="grow" />
          <Original file={picture} renew={renew} />
          <IconButton label="Close" onClick={close} autoFocus>
            <X size={20} strokeWidth={1.5} aria-hidden="true" />
          </IconButton>
        </div>
        <div className="relative min-h-0 grow">
          <Shown picture={picture} renew={renew} isWhole={isWhole} setWhole={setWhole} />
          {many && (
            <>
              <Step label="Previous picture" onClick={() => go(-1)} className="left-2">
                <ChevronLeft size={20} aria-hidden="true" />
              </Step>
              <Step label="Next picture" onClick={() => go(1)} className="right-2">
                <ChevronRight size={20} aria-hidden="true" />
              </Step>
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

function useArrows(go: (by: number) => void): void {
  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent) => {
      if (steps[key]) go(steps[key]);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}

interface ShownProps {
  picture: Attachment;
  renew: Renew;
  isWhole: boolean;
  setWhole: (isWhole: boolean) => void;
}

/** Its place is as large as it will be before it is there. */
function Shown({ picture, renew, isWhole, setWhole }: ShownProps) {
  const { width, height } = picture;
  return (
    <button
      type="button"
      aria-label={isWhole ? 'Show in its own size' : 'Fit into the window'}
      onClick={() => setWhole(!isWhole)}
      className={classes(
        'grid size-full place-items-center overflow-auto bg-sunken',
        isWhole ? 'cursor-zoom-in p-2' : 'cursor-zoom-out place-items-start',
      )}
    >
      <img
        key={picture.id}
        src={pictureOf(picture.id) ?? picture.url}
        alt={picture.name}
        width={width ?? undefined}
        height={height ?? undefined}
        onError={() => void (isStale(picture) && renew())}
        className={isWhole ? 'm-auto max-h-full max-w-full object-contain' : 'm-auto max-w-none'}
      />
    </button>
  );
}

function Original({ file, renew }: { file: Attachment; renew: Renew }) {
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    const link = event.currentTarget;
    openFresh(event.nativeEvent, file, renew, () => link.href);
  };
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`Open ${file.name} in a new tab`}
      title="Open in a new tab"
      onClick={open}
      className="inline-grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-hover hover:text-ink"
    >
      <ExternalLink size={16} aria-hidden="true" />
    </a>
  );
}

interface StepProps {
  label: string;
  onClick: () => void;
  className: string;
  children: React.ReactNode;
}

const Step = ({ label, onClick, className, children }: StepProps) => (
  <IconButton
    label={label}
    onClick={onClick}
    className={classes('absolute top-1/2 -translate-y-1/2 border border-line bg-raised', className)}
  >
    {children}
  </IconButton>
);

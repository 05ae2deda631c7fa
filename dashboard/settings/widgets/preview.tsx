import { Monitor, Moon, RotateCcw, Smartphone, Sun, UserRound, UserRoundX } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Draft, PreviewMessage } from '../../../widget/preview/draft.ts';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';

/** What the switches above it say. */
export interface Switches {
  isNight: boolean;
  isPhone: boolean;
  isOnline: boolean;
}

interface PreviewProps {
  draft: Draft;
  switches: Switches;
  onSwitch: (switches: Switches) => void;
  /** At the right of the switches. */
  close?: ReactNode;
}

/** The widget itself, on a page of nobody's, with what is being written. */
export function Preview({ draft, switches, onSwitch, close }: PreviewProps) {
  const [round, setRound] = useState(0);
  const turn = (name: keyof Switches) => onSwitch({ ...switches, [name]: !switches[name] });
  const { isNight, isPhone, isOnline } = switches;
  return (
    <section aria-label="Preview" className="flex h-full min-h-0 flex-col gap-2">
      <div className="flex items-center gap-1">
        <h2 className="me-auto text-13 font-medium text-muted">Preview</h2>
        <IconButton label={isOnline ? 'Somebody is here' : 'Nobody is here'} onClick={() => turn('isOnline')}>
          {isOnline ? <UserRound {...ICON} /> : <UserRoundX {...ICON} />}
        </IconButton>
        <IconButton label={isPhone ? 'Phone' : 'Desktop'} onClick={() => turn('isPhone')}>
          {isPhone ? <Smartphone {...ICON} /> : <Monitor {...ICON} />}
        </IconButton>
        <IconButton label={isNight ? 'Dark' : 'Light'} onClick={() => turn('isNight')}>
          {isNight ? <Moon {...ICON} /> : <Sun {...ICON} />}
        </IconButton>
        <IconButton label="Start over" onClick={() => setRound(round + 1)}>
          <RotateCcw {...ICON} />
        </IconButton>
        {close}
      </div>
      <Stage key={round} draft={draft} isPhone={isPhone} />
    </section>
  );
}

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** No narrower, or the chat would look as it does on a phone. */
const DESKTOP = 600;
const PHONE = { width: 375, height: 667 };

function Stage({ draft, isPhone }: { draft: Draft; isPhone: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const room = useRoom(place);
  useDraft(frame, draft);
  const width = isPhone ? PHONE.width : Math.max(DESKTOP, room.width);
  const height = isPhone ? PHONE.height : undefined;
  const scale = Math.min(1, room.width / width, height ? room.height / height : 1) || 1;
  return (
    <div
      ref={place}
      className={classes(
        'relative min-h-0 grow overflow-hidden rounded-card border border-line',
        isPhone ? 'bg-hover' : 'bg-surface',
      )}
    >
      <iframe
        ref={frame}
        src="/preview/"
        title="Preview of the chat"
        style={{
          width,
          height: height ?? room.height / scale,
          transform: `scale(${scale})`,
          insetInlineStart: Math.max(0, (room.width - width * scale) / 2),
        }}
        className="absolute top-0 origin-top-left border-0"
      />
    </div>
  );
}

function useRoom(place: { current: HTMLElement | null }): { width: number; height: number } {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    measure();
    return () => watching.disconnect();
  }, [place]);
  return room;
}

/** Tells the preview what is written, from the moment it says that it listens. */
function useDraft(frame: { current: HTMLIFrameElement | null }, draft: Draft): void {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent<PreviewMessage | undefined>) => {
      const isOurs = source === frame.current?.contentWindow && origin === location.origin;
      if (isOurs && data?.chatdesk === 'preview') setReady(true);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, [frame]);
  const message = JSON.stringify({ chatdesk: 'preview', draft } satisfies PreviewMessage);
  useEffect(() => {
    if (isReady) frame.current?.contentWindow?.postMessage(JSON.parse(message), location.origin);
  }, [frame, isReady, message]);
}

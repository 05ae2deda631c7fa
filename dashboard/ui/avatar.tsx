import { classes } from './classes.ts';

/** Calm hues that keep white letters readable in both themes. */
const HUES = [15, 60, 110, 155, 200, 245, 285, 325];

type Size = 'tiny' | 'small' | 'medium' | 'large';

interface AvatarProps {
  name: string;
  url?: string | null;
  /** Undefined: it does not matter here. */
  online?: boolean | undefined;
  size?: Size;
}

const sizes: Record<Size, string> = {
  tiny: 'size-4 text-[8px]',
  small: 'size-7 text-12',
  medium: 'size-9 text-13',
  large: 'size-14 text-20',
};

/** A face, or the first letters of a name. Decoration: the name always stands beside it. */
export function Avatar({ name, url, online, size = 'medium' }: AvatarProps) {
  const background = `oklch(52% 0.09 ${HUES[hash(name) % HUES.length]})`;
  return (
    <span aria-hidden="true" className={classes('relative inline-grid shrink-0 rounded-full', sizes[size])}>
      {url ? (
        <img src={url} alt="" className="size-full rounded-full object-cover" />
      ) : (
        <span
          className="grid size-full place-items-center rounded-full font-medium text-[#fff] select-none"
          style={{ background }}
        >
          {initials(name)}
        </span>
      )}
      {online !== undefined && <PresenceDot online={online} size={size} />}
    </span>
  );
}

/** On the circle's edge, which is further from the corner the larger the circle. */
function PresenceDot({ online, size }: { online: boolean; size: Size }) {
  const colour = online ? 'bg-success' : 'border border-edge bg-surface';
  const place = size === 'large' ? 'right-0.5 bottom-0.5' : '-right-0.5 -bottom-0.5';
  return <span className={classes('absolute size-3 rounded-full ring-2 ring-surface', place, colour)} />;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
}

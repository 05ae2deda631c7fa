/** Keys to press: `g i` one after the other, `Mod+K` together. */
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const names: Record<string, string> = { Mod: isMac ? '⌘' : 'Ctrl', Shift: isMac ? '⇧' : 'Shift' };

export function Keys({ keys }: { keys: string }) {
  const parts = keys.split(/[ +]/);
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {parts.map((part) => (
        <kbd
          key={part}
          className="min-w-5 rounded-control border border-line bg-surface px-1.5 py-0.5 text-center font-sans text-12 text-ink"
        >
          {names[part] ?? (part.length === 1 ? part.toUpperCase() : part)}
        </kbd>
      ))}
    </span>
  );
}

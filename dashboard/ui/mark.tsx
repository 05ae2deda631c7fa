/** The sign of ChatDesk. */
export function Mark({ size = 40 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" className="shrink-0 text-brand">
      <rect width="32" height="32" rx="9" fill="currentColor" />
      <path
        d="M9 10.5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-6.5L12 25.5v-4H9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z"
        className="fill-on-brand"
      />
    </svg>
  );
}

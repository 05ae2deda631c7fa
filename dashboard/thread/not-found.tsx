import { Link } from 'wouter';

export function NotFound() {
  return (
    <div className="grid h-full place-items-center p-8 text-center">
      <div className="flex max-w-80 flex-col gap-3">
        <h2 className="font-medium">This conversation does not exist</h2>
        <p className="text-13 text-muted">It may have been erased, or it belongs to another organization.</p>
        <Link href="/inbox" className="text-13 font-medium text-brand-ink underline underline-offset-2">
          Back to the inbox
        </Link>
      </div>
    </div>
  );
}

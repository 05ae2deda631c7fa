import { EmbedCode } from '../settings/embed-code.tsx';

/** The first screen of a new organization: one thing to do. */
export function Welcome() {
  return (
    <section className="mx-auto flex max-w-140 flex-col gap-4">
      <h2 className="text-20 font-semibold">Your inbox is ready</h2>
      <p className="text-muted">
        Put this line on every page of your website, right before{' '}
        <code className="font-mono text-13">&lt;/body&gt;</code>. As soon as a visitor writes, the
        conversation appears here.
      </p>
      <EmbedCode />
    </section>
  );
}

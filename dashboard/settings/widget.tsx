import { useTitle } from '../shell/title.ts';
import { EmbedCode } from './embed-code.tsx';

export default function WidgetSettings() {
  useTitle('Widget');
  return (
    <main className="min-w-0 grow overflow-y-auto">
      <div className="mx-auto flex max-w-170 flex-col gap-6 px-4 py-6 desk:px-8 desk:py-10">
        <h1 className="text-24 font-semibold">Widget</h1>
        <section
          aria-labelledby="embed"
          className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5 shadow-card"
        >
          <div className="flex flex-col gap-1">
            <h2 id="embed" className="text-16 font-semibold">
              Put it on your website
            </h2>
            <p className="text-muted">
              Copy this line into the HTML of every page that should offer the chat, right before{' '}
              <code className="font-mono text-13">&lt;/body&gt;</code>. Nothing is stored and nothing is sent
              until a visitor opens it.
            </p>
          </div>
          <EmbedCode />
        </section>
      </div>
    </main>
  );
}

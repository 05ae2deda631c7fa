import { Component, type ReactNode } from 'react';
import { report } from '../shell/errors.ts';
import { Button } from './button.tsx';

/** What is around a page that stops working: the rest goes on, and says what to do. */
export class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    report({ error });
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

const Broken = () => (
  <main className="mx-auto self-center px-4 py-10">
    <div role="alert" className="flex max-w-80 flex-col items-center gap-3 text-center">
      <h1 className="font-medium">Something here stopped working.</h1>
      <p className="text-13 text-muted">
        Please load the page again. What you were writing to a customer is kept. If it happens again, tell
        whoever runs your ChatDesk.
      </p>
      <Button onClick={() => location.reload()}>Load again</Button>
    </div>
  </main>
);

import { Component, type ComponentChildren } from 'preact';
import { type Found, load, type PartName, type Way } from '../parts.ts';
import { Notice, Skeleton } from './screens.tsx';

interface Props<Wanted extends PartName | Way> {
  name: Wanted;
  /** What is there while the part loads. */
  meanwhile?: ComponentChildren;
  children: (part: Found<Wanted>) => ComponentChildren;
}

interface State<Wanted extends PartName | Way> {
  part?: Found<Wanted>;
  failed?: boolean;
}

/** A part of the window that loads when it is first shown. Give it a `key` where another may take its place. */
export class Lazy<Wanted extends PartName | Way> extends Component<Props<Wanted>, State<Wanted>> {
  override componentDidMount(): void {
    this.load();
  }

  load(): void {
    load(this.props.name).then(
      (part) => this.setState({ part }),
      () => this.setState({ failed: true }),
    );
  }

  override render({ meanwhile = <Skeleton />, children }: Props<Wanted>, { part, failed }: State<Wanted>) {
    if (part) return children(part);
    return failed ? <Notice retry={() => this.load()} /> : meanwhile;
  }
}

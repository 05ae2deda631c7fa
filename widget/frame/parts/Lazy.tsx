import { Component, type ComponentChildren } from 'preact';
import { load, type Part, type PartName } from '../parts.ts';
import { Failed, Skeleton } from './screens.tsx';

interface Props<Name extends PartName> {
  name: Name;
  /** What is there while the part loads. */
  meanwhile?: ComponentChildren;
  children: (part: Part<Name>) => ComponentChildren;
}

interface State<Name extends PartName> {
  part?: Part<Name>;
  failed?: boolean;
}

/** A part of the window that loads when it is first shown. Give it a `key` where another may take its place. */
export class Lazy<Name extends PartName> extends Component<Props<Name>, State<Name>> {
  override componentDidMount(): void {
    this.load();
  }

  load(): void {
    load(this.props.name).then(
      (part) => this.setState({ part }),
      () => this.setState({ failed: true }),
    );
  }

  override render({ meanwhile = <Skeleton />, children }: Props<Name>, { part, failed }: State<Name>) {
    if (part) return children(part);
    return failed ? <Failed retry={() => this.load()} /> : meanwhile;
  }
}

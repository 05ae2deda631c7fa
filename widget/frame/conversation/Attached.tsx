import { Component } from 'preact';
import type { Attachment } from '../../protocol/generated.ts';
import { BOX } from '../files/box.ts';
import { load, type Part } from '../parts.ts';
import { Link } from './Text.tsx';

interface Props {
  files: Attachment[];
  renew: () => Promise<void>;
}

/** A message's files. What shows them loads with the first; their place is kept, and without it there are links. */
export class Attached extends Component<Props, { part?: Part<'files'>; failed?: boolean }> {
  override componentDidMount(): void {
    load('files').then(
      (part) => this.setState({ part }),
      () => this.setState({ failed: true }),
    );
  }

  override render({ files, renew }: Props, { part, failed }: Attached['state']) {
    if (part) return <part.Files files={files} renew={renew} />;
    if (failed) return files.map(({ id, name, url }) => <Link key={id} text={name} href={url} />);
    return <div style={placeOf(files)} />;
  }
}

const CARD = 52;
const GAP = 4;

/** As `Files` will fill it. */
function placeOf(files: Attachment[]): { width: string; height: string } {
  const heights = files.map(({ width, height }) => {
    if (!width || !height) return CARD;
    return Math.round(height * Math.min(1, BOX.width / width, BOX.height / height));
  });
  const all = heights.reduce((sum, height) => sum + height + GAP, -GAP);
  return { width: `${BOX.width}px`, height: `${all}px` };
}

import { RotateCw, X } from 'lucide-react';
import { FILE_BYTES } from '../../widget/protocol/files.ts';
import { sizeIn, type Trouble, type Upload, type Uploads } from '../../widget/transport/uploads.ts';
import { classes } from '../ui/classes.ts';
import { FileIcon } from './file-icon.tsx';

/** What will go with the next message. */
export function Tray({ files, uploads }: { files: Upload[]; uploads: Uploads }) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files to send" className="flex max-h-48 flex-wrap gap-2 overflow-y-auto py-2">
      {files.map((file) => (
        <Card key={file.key} file={file} uploads={uploads} />
      ))}
    </ul>
  );
}

function Card({ file, uploads }: { file: Upload; uploads: Uploads }) {
  const { key, name, size, picture, progress, trouble, attachment, isWaiting } = file;
  return (
    <li
      className={classes(
        'flex w-64 max-w-full items-center gap-2 rounded-card border bg-surface p-1.5',
        trouble ? 'border-danger' : 'border-line',
      )}
    >
      {picture ? (
        <img src={picture} alt="" className="size-9 shrink-0 rounded-control object-cover" />
      ) : (
        <FileIcon name={name} />
      )}
      <span className="grid min-w-0 grow text-12 text-muted">
        <bdi className="max-w-full justify-self-start truncate text-13 font-medium text-ink" title={name}>
          {name}
        </bdi>
        {trouble ? (
          <span role="alert" className="text-danger">
            {words[trouble]}
          </span>
        ) : (
          <span>{isWaiting ? 'Trying again…' : sizeIn('en', size)}</span>
        )}
        {!trouble && !attachment && <Progress name={name} part={progress} />}
      </span>
      {trouble === 'failed' && (
        <IconButton label={`Try ${name} again`} onClick={() => uploads.retry(key)}>
          <RotateCw size={16} aria-hidden="true" />
        </IconButton>
      )}
      <IconButton label={`Remove ${name}`} onClick={() => uploads.remove(key)}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Progress({ name, part }: { name: string; part: number }) {
  return (
    <progress
      aria-label={`Uploading ${name}`}
      value={part}
      max={1}
      className="mt-1 h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand-ink [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand-ink"
    />
  );
}

interface IconButtonProps {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}

function IconButton({ label, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-7 shrink-0 place-items-center rounded-full text-muted hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  );
}

const words: Record<Trouble, string> = {
  large: `Larger than ${sizeIn('en', FILE_BYTES)}`,
  huge: 'Too large once it is opened',
  type: 'This type of file cannot be sent',
  empty: 'This file is empty',
  off: 'Files cannot be sent here',
  full: 'Your plan has no room for more files',
  failed: 'Not uploaded',
};

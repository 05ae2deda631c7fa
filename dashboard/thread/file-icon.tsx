import { File, FileSpreadsheet, FileText, Film, Music } from 'lucide-react';

const byEnd = [
  { ends: /\.(pdf|txt|md|log|docx|odt|pptx|odp)$/i, Icon: FileText },
  { ends: /\.(csv|xlsx|ods)$/i, Icon: FileSpreadsheet },
  { ends: /\.(mp3|m4a|ogg|oga|opus|wav)$/i, Icon: Music },
  { ends: /\.(mp4|m4v|mov|webm)$/i, Icon: Film },
];

/** What a file is, by the end of its name. */
export function FileIcon({ name }: { name: string }) {
  const { Icon } = byEnd.find(({ ends }) => ends.test(name)) ?? { Icon: File };
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-control bg-sunken text-muted">
      <Icon size={20} aria-hidden="true" />
    </span>
  );
}

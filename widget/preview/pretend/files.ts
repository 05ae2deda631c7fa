/** Files that were chosen in the preview; they stay in the page. */
import type { Attachment } from '../../protocol/generated.ts';
import { newId } from '../../transport/uuid.ts';

const kept = new Map<string, Attachment>();

export const fileOf = (id: string): Attachment | undefined => kept.get(id);

export function keepFile(file: File): Attachment {
  const { name, type, size } = file;
  const attachment: Attachment = {
    id: newId(),
    name,
    content_type: type || 'application/octet-stream',
    size,
    width: null,
    height: null,
    url: URL.createObjectURL(file),
  };
  kept.set(attachment.id, attachment);
  return attachment;
}

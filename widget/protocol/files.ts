// Made from src/domain/files by `UPDATE=1 cargo test typescript`; change it there.

export const FILE_BYTES = 10485760;
export const FILES_EACH = 10;
export const FILE_ENDS = [
  '.png',
  '.jpg',
  '.jpeg',
  '.jfif',
  '.gif',
  '.webp',
  '.avif',
  '.heic',
  '.heif',
  '.pdf',
  '.txt',
  '.log',
  '.md',
  '.csv',
  '.docx',
  '.xlsx',
  '.pptx',
  '.odt',
  '.ods',
  '.odp',
  '.zip',
  '.mp4',
  '.m4v',
  '.mov',
  '.webm',
  '.mp3',
  '.m4a',
  '.ogg',
  '.oga',
  '.opus',
  '.wav',
];
export const PICTURES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
];

/** Lucide's (ISC), by the end of a name. */
const FILE = ['M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7Z', 'M14 2v4a2 2 0 0 0 2 2h4'];
const TEXT = [...FILE, 'M16 13H8', 'M16 17H8', 'M10 9H8'];
const TABLE = [...FILE, 'M8 13h2', 'M14 13h2', 'M8 17h2', 'M14 17h2'];
const SOUND = ['M9 18V5l12-2v13', 'M3 18a3 3 0 1 0 6 0a3 3 0 1 0-6 0', 'M15 16a3 3 0 1 0 6 0a3 3 0 1 0-6 0'];
const FILM = [
  'm16 13 5.22 3.48a.5.5 0 0 0 .78-.42V7.87a.5.5 0 0 0-.75-.43L16 10.5',
  'M2 8a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2Z',
];

const BY_END: [RegExp, readonly string[]][] = [
  [/\.(pdf|txt|md|log|docx|odt|pptx|odp)$/i, TEXT],
  [/\.(csv|xlsx|ods)$/i, TABLE],
  [/\.(mp3|m4a|ogg|oga|opus|wav)$/i, SOUND],
  [/\.(mp4|m4v|mov|webm)$/i, FILM],
];

export const iconOf = (name: string): readonly string[] =>
  BY_END.find(([end]) => end.test(name))?.[1] ?? FILE;

/** Files to send, and files in messages. Loaded with the first of them. */
import { adopt } from '../parts.ts';
import rules from './files.css';

adopt(rules);

export { Attachments } from './attachments.ts';
export { Files } from './Files.tsx';

/** Where somebody can be answered who may be gone by then. */
import { adopt } from '../../parts.ts';
import rules from './contact.css';

adopt(rules);

export { Waiting } from './Waiting.tsx';

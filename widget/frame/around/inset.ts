import { adopt } from '../parts.ts';
import rules from './inset.css';

adopt(rules);

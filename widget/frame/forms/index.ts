/** What is asked before the first words. */
import { adopt } from '../parts.ts';
import rules from './forms.css';

adopt(rules);

export { takeBack } from './back.ts';
export { Form } from './Form.tsx';

/** Ready-made looks other than the usual one; a word on the root element says which is worn. */
import contrast from './contrast.css';
import plain from './plain.css';
import soft from './soft.css';

export default plain + soft + contrast;

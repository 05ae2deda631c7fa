import { announce } from './api.ts';
import { ownScript } from './script.ts';

const script = ownScript();
if (script) announce(new URL(script.src).origin, script.dataset.widgetKey);

/** Comes before the chat's own script, in the preview alone: whatever it asks for is answered here. */
import { askForNight, keepNowhere } from '../nowhere.ts';
import { answer } from './server.ts';
import { PretendSocket } from './socket.ts';
import { PretendUpload } from './upload.ts';

keepNowhere();
askForNight(() => window.parent.preview?.night);
keepFocus();
window.fetch = async (asked, { method = 'GET', body } = {}) => {
  const { pathname } = new URL(String(asked), location.href);
  const [status, said] = answer(method, pathname, typeof body === 'string' ? JSON.parse(body) : {});
  return status === 204 ? new Response(null, { status }) : Response.json(said, { status });
};
window.WebSocket = PretendSocket as unknown as typeof WebSocket;
window.XMLHttpRequest = PretendUpload as unknown as typeof XMLHttpRequest;

/** Whoever writes in a field of the settings goes on doing so. */
function keepFocus(): void {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
}

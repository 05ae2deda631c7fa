/** What browser or network refuse, and the chat goes on without: counted for the organization's reports. */
import type { WidgetErrorCode } from '../../protocol/generated.ts';

export function noteRefusal(code: WidgetErrorCode): void {
  import('../errors/index.ts')
    .then(({ refused }) => refused(code))
    .catch(() => {
      // What cannot be noted is not missed.
    });
}

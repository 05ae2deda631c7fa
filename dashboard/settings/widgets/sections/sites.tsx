import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CheckCode, Checked, Widget } from '../../../../widget/protocol/generated.ts';
import { wordsFor, wordsForOne } from '../../../api/client.ts';
import { checkSite } from '../../../api/widgets.ts';
import { AddButton } from '../../../ui/add-button.tsx';
import { useAttempt } from '../../../ui/attempt.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Card } from '../../frame.tsx';
import { wordsOfDomain } from '../domains.ts';
import type { SectionProps } from '../widget.tsx';

/** Where the widget may be shown. */
export function Sites({ form: { values, set, errors } }: SectionProps) {
  const { allowedDomains: all } = values;
  return (
    <Card
      title="Sites that may show it"
      lead={
        all.length > 0
          ? 'On any other page visitors see nothing.'
          : 'The list is empty: any site may show it. Name yours so that nobody puts your chat on theirs.'
      }
    >
      {errors.allowedDomains && <p className="text-12 text-danger">{errors.allowedDomains}</p>}
      {all.map((domain, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
        <div key={index} className="flex items-start gap-2">
          <div className="min-w-0 grow">
            <Field
              label={`Site ${index + 1}`}
              help={wordsOfDomain(domain) || 'Such as example.com, *.example.com or localhost:3000.'}
              dir="ltr"
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
              placeholder="example.com"
              value={domain}
              onChange={(event) =>
                set(
                  'allowedDomains',
                  all.map((one, place) => (place === index ? event.target.value.trim() : one)),
                )
              }
              error={errors[`allowedDomains[${index}]`]}
            />
          </div>
          <IconButton
            label={`Remove ${domain || `site ${index + 1}`}`}
            onClick={() =>
              set(
                'allowedDomains',
                all.filter((_, place) => place !== index),
              )
            }
            className="mt-7"
          >
            <X size={16} strokeWidth={1.5} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <AddButton onClick={() => set('allowedDomains', [...all, ''])}>Add site</AddButton>
    </Card>
  );
}

const TITLES: Readonly<Record<CheckCode, string>> = {
  installed: 'It is there.',
  not_found: 'This page does not have it.',
  other_key: 'This page shows another widget.',
  old_key: 'This page has the last key.',
  domain_not_allowed: 'This site is not on the list.',
  tag_manager: 'We cannot see it from outside.',
  content_security_policy: 'The page does not let it in.',
  unreachable: 'The page did not answer.',
  not_html: 'This is not a page.',
};

/** Asks our server to look at a page. */
export function Check({ widget: { id } }: { widget: Widget }) {
  const [url, setUrl] = useState('');
  const [found, setFound] = useState<Checked | null>(null);
  const { failure, isBusy, attempt } = useAttempt();
  const look = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => {
      setFound(null);
      return checkSite(id, url.trim()).then(setFound);
    });
  };
  return (
    <Card title="Check a page" lead="We look at it as it is now, with what is saved.">
      <form noValidate onSubmit={look} className="flex flex-col gap-3">
        <Field
          label="Address of the page"
          type="url"
          inputMode="url"
          autoComplete="url"
          placeholder="https://example.com/"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          error={failure ? wordsForOne(failure.error) || wordsFor(failure.error) : undefined}
        />
        <Button type="submit" disabled={isBusy} className="self-start">
          {isBusy ? 'Looking…' : 'Check page'}
        </Button>
        <div role="status">{found && <Found {...found} />}</div>
      </form>
    </Card>
  );
}

const Found = ({ ok, code, detail }: Checked) => (
  <p className="flex gap-2 text-13">
    {ok ? (
      <CircleCheck size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-success" />
    ) : (
      <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-warning" />
    )}
    <span>
      <span className="font-medium">{TITLES[code]}</span> {detail}
    </span>
  </p>
);

import type { Once } from '../../../../widget/protocol/generated.ts';
import { NumberField } from '../../../ui/number-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Rule } from '../values.ts';

export const ONCE_NAMES: Readonly<Record<Once, string>> = {
  page: 'Once on each page',
  visit: 'Once a visit',
  day: 'Once a day',
  week: 'Once a week',
  ever: 'Only once',
};
const ONCE = Object.entries(ONCE_NAMES).map(([value, name]) => ({ value: value as Once, name }));

type Perhaps = 'any' | 'yes' | 'no';
const perhaps = (value: boolean | null): Perhaps => (value === null ? 'any' : value ? 'yes' : 'no');
const choiceOf = (choice: Perhaps): boolean | null => (choice === 'any' ? null : choice === 'yes');
const WHO = [
  { value: 'any', name: 'Everybody' },
  { value: 'yes', name: 'Who has been here on another day' },
  { value: 'no', name: 'Who is here for the first time' },
] as const;
const WHILE = [
  { value: 'any', name: 'Always' },
  { value: 'yes', name: 'While somebody of you is here' },
  { value: 'no', name: 'While nobody of you is here' },
] as const;

interface RuleFieldsProps {
  rule: Rule;
  onChange: (rule: Rule) => void;
  errors: Readonly<Record<string, string>>;
  at: string;
}

export function RuleFields({ rule, onChange, errors, at }: RuleFieldsProps) {
  const write = (changes: Partial<Rule>) => onChange({ ...rule, ...changes });
  const number = (name: 'seconds' | 'scroll' | 'pages', label: string) => (
    <NumberField
      label={label}
      isWide
      value={rule[name]}
      onWrite={(text) => write({ [name]: text })}
      error={errors[`${at}.${name}`]}
    />
  );
  return (
    <>
      <Switch label="Turned on" checked={rule.enabled} onChange={(enabled) => write({ enabled })} />
      <TextArea
        label="What it says"
        rows={2}
        maxLength={500}
        value={rule.message}
        onChange={(event) => write({ message: event.target.value })}
        error={errors[`${at}.message`]}
      />
      <Switch
        label="Open the window"
        help="Otherwise the words stand beside the button."
        checked={rule.open}
        onChange={(open) => write({ open })}
      />
      <TextArea
        label="Pages, one a line"
        help="From the path on; * is anything: /pricing or /shop/*. Empty: every page."
        rows={2}
        dir="ltr"
        spellCheck={false}
        className="font-mono"
        value={rule.urls}
        onChange={(event) => write({ urls: event.target.value })}
        error={errors[`${at}.urls`]}
      />
      <div className="grid gap-4 desk:grid-cols-3">
        {number('seconds', 'Seconds on the page')}
        {number('scroll', 'Scrolled so far (%)')}
        {number('pages', 'Pages seen')}
      </div>
      <Switch
        label="When the pointer leaves the page"
        help="As if to close it."
        checked={rule.leaving}
        onChange={(leaving) => write({ leaving })}
      />
      <Select
        label="To whom"
        choices={WHO}
        value={perhaps(rule.returning)}
        onChoose={(choice) => write({ returning: choiceOf(choice) })}
      />
      <Select
        label="When"
        choices={WHILE}
        value={perhaps(rule.online)}
        onChoose={(choice) => write({ online: choiceOf(choice) })}
      />
      <Select label="How often" choices={ONCE} value={rule.once} onChoose={(once) => write({ once })} />
    </>
  );
}

import type { Once } from '../../../../widget/protocol/generated.ts';
import { AddButton } from '../../../ui/add-button.tsx';
import { moved } from '../../../ui/moved.ts';
import { Sortable } from '../../../ui/sortable.tsx';
import { Card, Empty } from '../../frame.tsx';
import type { Rule } from '../values.ts';
import type { SectionProps } from '../widget.tsx';
import { ONCE_NAMES, RuleFields } from './rule.tsx';
import { isWrongIn, Unfold } from './unfold.tsx';

interface SpeakingProps extends SectionProps {
  /** The rule that is looked at. */
  spoken: string | null;
  onSpoken: (id: string | null) => void;
}

const MOST = 20;

/** What the site says by itself, and when. */
export function Speaking({ form: { values, set, errors }, spoken, onSpoken }: SpeakingProps) {
  const { proactiveRules: rules } = values;
  const add = () => {
    const rule = newRule(rules);
    set('proactiveRules', [...rules, rule]);
    onSpoken(rule.id);
  };
  return (
    <>
      <Card
        lead="The first rule that fits speaks, once for each period. Nobody is asked who talks to you already."
        title="Rules"
      >
        {rules.length < MOST && <AddButton onClick={add}>Add rule</AddButton>}
      </Card>
      {rules.length === 0 && (
        <Empty>
          No rules yet. “Do you have a question about our prices?” after half a minute helps many to begin.
        </Empty>
      )}
      {rules.length > 0 && (
        <Sortable
          label="Rules"
          items={rules}
          idOf={({ id }) => id}
          nameOf={({ message }) => message || 'Without words'}
          onMove={(from, to) => set('proactiveRules', moved(rules, from, to))}
        >
          {(rule, index) => {
            const at = `proactiveRules[${index}]`;
            const isWrong = isWrongIn(errors, at);
            return (
              <Unfold
                name={rule.message || 'Without words'}
                about={aboutRule(rule)}
                isOpen={spoken === rule.id || isWrong}
                isWrong={isWrong}
                toggle={() => onSpoken(spoken === rule.id ? null : rule.id)}
                remove={() =>
                  set(
                    'proactiveRules',
                    rules.filter((_, place) => place !== index),
                  )
                }
              >
                <RuleFields
                  rule={rule}
                  errors={errors}
                  at={at}
                  onChange={(changed) =>
                    set(
                      'proactiveRules',
                      rules.map((one, place) => (place === index ? changed : one)),
                    )
                  }
                />
              </Unfold>
            );
          }}
        </Sortable>
      )}
    </>
  );
}

const aboutRule = ({ enabled, seconds, urls, once }: Rule): string =>
  [
    !enabled && 'Off',
    seconds.trim() && `after ${seconds} s`,
    urls.trim() ? 'on some pages' : 'on every page',
    ONCE_NAMES[once as Once].toLowerCase(),
  ]
    .filter(Boolean)
    .join(' · ');

function newRule(all: readonly Rule[]): Rule {
  let number = all.length + 1;
  while (all.some(({ id }) => id === `rule_${number}`)) number++;
  return {
    id: `rule_${number}`,
    enabled: true,
    message: 'Can we help you?',
    open: false,
    urls: '',
    seconds: '30',
    scroll: '',
    leaving: false,
    returning: null,
    pages: '',
    online: true,
    once: 'visit',
  };
}

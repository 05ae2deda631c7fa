import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { changeAndFocus } from '../../ui/focus.ts';
import { moved } from '../../ui/moved.ts';
import { Nothing } from '../../ui/read.tsx';
import { Sortable } from '../../ui/sortable.tsx';
import { Rule } from './rule.tsx';
import { newRule, sentenceOf, type WrittenRule } from './written.ts';

interface RulesProps {
  rules: readonly WrittenRule[];
  departments: { id: string; name: string }[];
  onChange: (rules: WrittenRule[]) => void;
  errors: Readonly<Record<string, string>>;
  mayChange: boolean;
}

export function Rules({ rules, departments, onChange, errors, mayChange }: RulesProps) {
  const adder = useRef<HTMLButtonElement>(null);
  const [first] = departments;
  const list = useRef<HTMLDivElement>(null);
  const add = () => {
    if (!first) return;
    changeAndFocus(() => onChange([...rules, newRule(rules, first.id)]), { current: null });
    [...(list.current?.querySelectorAll<HTMLElement>('select') ?? [])].at(-3)?.focus();
  };
  const change = (key: string, changed: Partial<WrittenRule>) =>
    onChange(rules.map((rule) => (rule.key === key ? { ...rule, ...changed } : rule)));
  const move = (from: number, to: number) => onChange(moved(rules, from, to));
  if (!first)
    return <Nothing>There are no departments yet that a rule could lead to. Add departments first.</Nothing>;
  return (
    <div ref={list} className="flex flex-col gap-3">
      {rules.length === 0 ? (
        <Nothing>No rules yet. “Page address starts with /pricing” could lead to Sales.</Nothing>
      ) : (
        <Sortable
          label="Rules"
          isFlat
          items={rules}
          idOf={({ key }) => key}
          nameOf={sentenceOf}
          onMove={mayChange ? move : undefined}
        >
          {(rule, index) => (
            <Rule
              rule={rule}
              number={index + 1}
              departments={departments}
              onChange={(changed) => change(rule.key, changed)}
              up={index > 0 && (() => move(index, index - 1))}
              down={index < rules.length - 1 && (() => move(index, index + 1))}
              remove={() =>
                changeAndFocus(() => onChange(rules.filter(({ key }) => key !== rule.key)), adder)
              }
              errorOf={(field) => errors[`routingRules[${index}].${field}`]}
              mayChange={mayChange}
            />
          )}
        </Sortable>
      )}
      {errors.routingRules && <p className="text-12 text-danger">{errors.routingRules}</p>}
      {mayChange && (
        <Button ref={adder} onClick={add} className="self-start">
          <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
          Add rule
        </Button>
      )}
    </div>
  );
}

import type { ApiSchemas } from '@omniai/client';
import { formatCount } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/use-text.ts';
import { LimitField } from './limit-field.tsx';

export type Limits = ApiSchemas['LimitsChange'];
export type FullLimits = ApiSchemas['Quota']['limits'];

interface LimitFieldsProps {
  value: Limits;
  /** The limits of the role, for who may leave one to it. */
  inherited?: FullLimits | undefined;
  onChange(value: Limits): void;
}

/** The three limits of a person or a role. */
export function LimitFields({ value, inherited, onChange }: LimitFieldsProps) {
  const t = useText();
  const change = (name: keyof Limits) => (limit: number | null | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(limit === undefined ? rest : { ...rest, [name]: limit });
  };
  const field = (name: keyof Limits, label: string) => (
    <LimitField
      label={label}
      value={value[name]}
      inherited={inherited && describeLimit(inherited[name], t)}
      onChange={change(name)}
    />
  );
  return (
    <div className="@container">
      <div className="grid gap-4 @2xl:grid-cols-3">
        {field('messages_per_day', t('console.messagesPerDay'))}
        {field('tokens_per_day', t('console.tokensPerDay'))}
        {field('concurrent_streams', t('console.concurrentStreams'))}
      </div>
    </div>
  );
}

export function describeLimit(limit: number | null, t: Text): string {
  return limit === null ? t('console.noLimit') : formatCount(limit);
}

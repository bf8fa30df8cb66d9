import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCount } from '../../../lib/format.ts';
import { formatDay } from '../../../lib/format-moment.ts';
import { readerLocale } from '../../../lib/reader-locale.ts';
import { useText } from '../../../lib/use-text.ts';
import type { UsageDay } from './fill-days.ts';

const TICK = { fill: 'var(--color-soft)', fontSize: 12 };

/** A bar of tokens for every day. The table beside it says the same to who cannot see it. */
export function UsageChart({ days }: { days: readonly UsageDay[] }) {
  const t = useText();
  return (
    <div aria-hidden="true" className="h-56">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 224 }}>
        <BarChart data={days} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="day"
            tickFormatter={shortDay}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--color-line-strong)' }}
            minTickGap={28}
          />
          <YAxis
            width={52}
            tickFormatter={compact}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--color-hover)', opacity: 0.6 }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const shown = active ? days.find(({ day }) => day === payload[0]?.payload.day) : undefined;
              return (
                shown && (
                  <div className="rounded-xl border border-line bg-raised px-3.5 py-2.5 text-[0.8125rem] shadow-float">
                    <p className="font-medium">{formatDay(shown.day)}</p>
                    <p className="text-soft tabular-nums">
                      {t('settings.usageTotal', { messages: shown.messages, tokens: formatCount(tokensOf(shown)) })}
                    </p>
                  </div>
                )
              );
            }}
          />
          <Bar
            dataKey={tokensOf}
            fill="var(--color-accent)"
            radius={[3, 3, 0, 0]}
            maxBarSize={28}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function tokensOf({ prompt_tokens, completion_tokens }: UsageDay): number {
  return prompt_tokens + completion_tokens;
}

function shortDay(day: string): string {
  return new Date(`${day}T12:00:00`).toLocaleDateString(readerLocale(), { day: 'numeric', month: 'short' });
}

function compact(value: number): string {
  return value.toLocaleString(readerLocale(), { notation: 'compact', maximumFractionDigits: 1 });
}

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { formatDay } from '../../../lib/format-moment.ts';
import { readerLocale } from '../../../lib/reader-locale.ts';
import { useText } from '../../../lib/use-text.ts';
import { type Measure, type Series, toBars } from './group-usage.ts';
import type { Range } from './range.ts';

interface UsageChartProps {
  series: readonly Series[];
  range: Range;
  measure: Measure;
  currency: string;
}

/** Told apart by lightness too, for who sees colours differently. */
const COLORS = [
  'light-dark(#1f6f5c, #7fcfb6)',
  'light-dark(#d08a2c, #e4b765)',
  'light-dark(#4a6fa5, #9db9e6)',
  'light-dark(#a5527a, #e2a3c2)',
  'light-dark(#7d8b3a, #c7d488)',
];
const REST = 'light-dark(#a39d92, #6b6861)';
const TICK = { fill: 'var(--color-soft)', fontSize: 12 };

/** A bar for every day. The table beside it says the same to who cannot see it. */
export function UsageChart({ series, range, measure, currency }: UsageChartProps) {
  const t = useText();
  const bars = toBars(series, range, COLORS.length);
  const hasRest = series.length > COLORS.length;
  const names = [...series.slice(0, COLORS.length).map(({ name }) => name), ...(hasRest ? [t('console.others')] : [])];
  const format = (value: number) => (measure === 'cost' ? formatCost(value, currency) : formatCount(value));
  return (
    <figure aria-hidden="true" className="grid gap-4 rounded-2xl border border-line bg-raised p-4 sm:p-5">
      <div className="h-64">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 256 }}>
          <BarChart data={bars} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--color-line)" />
            <XAxis
              dataKey="day"
              tickFormatter={shortDay}
              tick={TICK}
              tickLine={false}
              axisLine={{ stroke: 'var(--color-line-strong)' }}
              minTickGap={28}
            />
            <YAxis width={56} tickFormatter={compact} tick={TICK} tickLine={false} axisLine={false} />
            <Tooltip
              cursor={{ fill: 'var(--color-hover)', opacity: 0.6 }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const bar = active ? bars.find(({ day }) => day === payload[0]?.payload.day) : undefined;
                return bar ? <Card title={formatDay(bar.day)} names={names} parts={bar.parts} format={format} /> : null;
              }}
            />
            {names.map((name, index) => (
              <Bar
                key={name}
                dataKey={({ parts }: { parts: readonly number[] }) => parts[index] ?? 0}
                name={name}
                stackId="all"
                fill={COLORS[index] ?? REST}
                maxBarSize={36}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      {names.length > 1 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-[0.8125rem] text-soft">
          {names.map((name, index) => (
            <li key={name} className="flex min-w-0 items-center gap-2">
              <Dot color={COLORS[index] ?? REST} />
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

interface CardProps {
  title: string;
  names: readonly string[];
  parts: readonly number[];
  format(value: number): string;
}

function Card({ title, names, parts, format }: CardProps) {
  return (
    <div className="grid gap-1.5 rounded-xl border border-line bg-raised px-3.5 py-2.5 text-[0.8125rem] shadow-float">
      <p className="font-medium">{title}</p>
      {names.map((name, index) => (
        <p key={name} className="flex items-center gap-2">
          <Dot color={COLORS[index] ?? REST} />
          <span className="max-w-48 flex-1 truncate text-soft">{name}</span>
          <span className="tabular-nums">{format(parts[index] ?? 0)}</span>
        </p>
      ))}
    </div>
  );
}

function Dot({ color }: { color: string }) {
  return (
    <svg viewBox="0 0 8 8" className="size-2 shrink-0" aria-hidden="true">
      <circle cx="4" cy="4" r="4" fill={color} />
    </svg>
  );
}

function shortDay(day: string): string {
  return new Date(`${day}T12:00:00`).toLocaleDateString(readerLocale(), { day: 'numeric', month: 'short' });
}

function compact(value: number): string {
  return value.toLocaleString(readerLocale(), { notation: 'compact', maximumFractionDigits: 1 });
}

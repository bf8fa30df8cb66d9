import { daysOf, type Range } from './range.ts';
import type { UsageItem } from './use-usage.ts';

export type Measure = 'messages' | 'tokens' | 'cost';
export type Split = 'day' | 'user' | 'provider' | 'model';

/** Everything under one name: a person, a provider, a model, or all together. */
export interface Series {
  name: string;
  messages: number;
  promptTokens: number;
  completionTokens: number;
  cost: number;
  byDay: ReadonlyMap<string, number>;
}

function measureOf(item: UsageItem, measure: Measure): number {
  if (measure === 'messages') return item.messages;
  return measure === 'cost' ? item.cost : item.prompt_tokens + item.completion_tokens;
}

/** Adds usage up by name, the largest first. */
export function groupUsage(
  items: readonly UsageItem[],
  measure: Measure,
  nameOf: (item: UsageItem) => string,
): Series[] {
  const named = Map.groupBy(items, nameOf);
  const series = [...named].map(([name, theirs]) => {
    const sum = (of: (item: UsageItem) => number) => theirs.reduce((total, item) => total + of(item), 0);
    const byDay = new Map<string, number>();
    for (const item of theirs) {
      const day = item.day ?? '';
      byDay.set(day, (byDay.get(day) ?? 0) + measureOf(item, measure));
    }
    return {
      name,
      messages: sum((item) => item.messages),
      promptTokens: sum((item) => item.prompt_tokens),
      completionTokens: sum((item) => item.completion_tokens),
      cost: sum((item) => item.cost),
      byDay,
    };
  });
  const total = ({ byDay }: Series) => [...byDay.values()].reduce((sum, value) => sum + value, 0);
  return series.sort((a, b) => total(b) - total(a) || a.name.localeCompare(b.name));
}

/** One bar a day: what each of the first series used on it, and the others together. */
export interface Bar {
  day: string;
  parts: readonly number[];
}

/** @param shown how many series have a part of their own; the last part holds the others together, where there are any */
export function toBars(series: readonly Series[], range: Range, shown: number): Bar[] {
  const first = series.slice(0, shown);
  const rest = series.slice(shown);
  return daysOf(range).map((day) => {
    const parts = first.map(({ byDay }) => byDay.get(day) ?? 0);
    if (rest.length === 0) return { day, parts };
    return { day, parts: [...parts, rest.reduce((sum, { byDay }) => sum + (byDay.get(day) ?? 0), 0)] };
  });
}

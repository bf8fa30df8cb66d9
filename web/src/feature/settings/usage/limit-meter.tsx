import { formatCount, formatResetTime } from '../../../lib/format.ts';
import { useText } from '../../../lib/use-text.ts';

interface LimitMeterProps {
  label: string;
  used: number;
  /** Null where there is none. */
  limit: number | null;
  resetsAt: string;
}

/** How much of a day's limit is used. */
export function LimitMeter({ label, used, limit, resetsAt }: LimitMeterProps) {
  const t = useText();
  const share = limit === null ? null : Math.min(1, limit === 0 ? 1 : used / limit);
  return (
    <div className="grid gap-1.5 text-sm">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        <span className="tabular-nums">
          {limit === null
            ? t('settings.usedFree', { used: formatCount(used) })
            : t('settings.usedOf', { used: formatCount(used), limit: formatCount(limit) })}
        </span>
      </div>
      {share !== null && (
        <>
          <div className="h-2 overflow-hidden rounded-full bg-line" aria-hidden="true">
            <div
              className={`h-full rounded-full ${share >= 0.9 ? 'bg-warn' : 'bg-accent'}`}
              style={{ width: `${share * 100}%` }}
            />
          </div>
          <p className="text-[0.8125rem] text-soft">
            {t('settings.resets', { when: formatResetTime(resetsAt, Date.now()) })}
          </p>
        </>
      )}
    </div>
  );
}

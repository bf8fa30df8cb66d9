import type { Quota } from '@omniai/client';
import { formatCount, formatResetTime } from '../../lib/format.ts';
import { useText } from '../../lib/use-text.ts';

/** What was used today, and of how much. A limit that is not set is not spoken of. */
export function UsageToday({ quota }: { quota: Quota }) {
  const t = useText();
  const { limits, today } = quota;
  const isLimited = limits.messages_per_day !== null || limits.tokens_per_day !== null;
  return (
    <div className="grid gap-2 px-2.5 py-2 text-[0.8125rem]">
      <Meter label={t('common.messagesToday')} used={today.messages} limit={limits.messages_per_day} />
      <Meter label={t('common.tokensToday')} used={today.tokens} limit={limits.tokens_per_day} />
      {isLimited && (
        <p className="text-faint">{t('common.usageResets', { when: formatResetTime(quota.resets_at, Date.now()) })}</p>
      )}
    </div>
  );
}

function Meter({ label, used, limit }: { label: string; used: number; limit: number | null }) {
  const t = useText();
  const share = limit === null ? null : Math.min(1, limit === 0 ? 1 : used / limit);
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3">
        <span className="text-soft">{label}</span>
        <span className="tabular-nums">
          {limit === null
            ? formatCount(used)
            : t('common.usedOf', { used: formatCount(used), limit: formatCount(limit) })}
        </span>
      </div>
      {share !== null && (
        <div className="h-1 overflow-hidden rounded-full bg-line" aria-hidden="true">
          <div
            className={`h-full rounded-full ${share >= 0.9 ? 'bg-warn' : 'bg-accent'}`}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
    </div>
  );
}

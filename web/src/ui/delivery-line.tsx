import type { ApiSchemas } from '@omniai/client';
import { DELIVERY_STATE, WAY_NAME } from '../lib/delivery-name.ts';
import { serverSentence } from '../lib/server-sentence.ts';
import { useText } from '../lib/use-text.ts';

/** Whether and by which way something came to the person, and why not. */
export function DeliveryLine({
  channel,
  status,
  reason,
}: Pick<ApiSchemas['Notification'], 'channel' | 'status' | 'reason'>) {
  const t = useText();
  const { name, look } = DELIVERY_STATE[status];
  return (
    <span className={look}>
      {t(name)}: {t(WAY_NAME[channel])}
      {reason !== null && <span className="text-soft"> – {serverSentence(reason)}</span>}
    </span>
  );
}

import type { Provider } from '@omniai/client';
import { useText } from '../../lib/use-text.ts';

const LOOK = { up: 'bg-good', down: 'bg-danger', unknown: 'bg-line-strong' };
const MEANING = { up: 'common.providerUp', down: 'common.providerDown', unknown: 'common.providerUnknown' } as const;

export function StatusDot({ status }: { status: Provider['status'] }) {
  const t = useText();
  return (
    <span className={`inline-block size-2 shrink-0 rounded-full ${LOOK[status]}`} title={t(MEANING[status])}>
      <span className="sr-only">({t(MEANING[status])})</span>
    </span>
  );
}

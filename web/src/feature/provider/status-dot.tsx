import type { Provider } from '@omniai/client';

const LOOK = { up: 'bg-good', down: 'bg-danger', unknown: 'bg-line-strong' };
const MEANING = { up: 'available', down: 'not available', unknown: 'not checked yet' };

export function StatusDot({ status }: { status: Provider['status'] }) {
  return (
    <span className={`inline-block size-2 shrink-0 rounded-full ${LOOK[status]}`} title={MEANING[status]}>
      <span className="sr-only">({MEANING[status]})</span>
    </span>
  );
}

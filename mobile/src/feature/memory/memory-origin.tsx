import { formatAgo } from '../../lib/format-moment.ts';
import { SOURCE_NAME } from '../../lib/source-name.ts';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import type { Memory } from './memory.ts';

/** Where a memory came from, and when. */
export function MemoryOrigin({ memory, nowMs }: { memory: Memory; nowMs: number }) {
  const t = useText();
  return (
    <Text size="small" tone="soft">
      {t(SOURCE_NAME[memory.source])} · {formatAgo(memory.created_at, nowMs)}
    </Text>
  );
}

import { createKey, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import type { Memory } from './memory.ts';

type NewMemory = Pick<Memory, 'text'> & Partial<Pick<Memory, 'source_message_id'>>;

/** Remembers something. */
export function useAddMemory() {
  const api = useApi();
  return useMemoryAct(({ text, source_message_id: messageId }: NewMemory) =>
    unwrap(
      api.http.POST('/memories', {
        headers: { 'idempotency-key': createKey() },
        body: { text, ...(messageId && { source_message_id: messageId }) },
      }),
    ),
  );
}

/** Corrects a memory, or keeps a suggested one. */
export function useChangeMemory() {
  const api = useApi();
  return useMemoryAct(({ id, ...body }: { id: string; text?: string; status?: 'kept' }) =>
    unwrap(api.http.PATCH('/memories/{id}', { params: { path: { id } }, body })),
  );
}

/** Forgets at once; what was kept can be taken back for a while, with the message it came from. */
export function useDeleteMemory() {
  const t = useText();
  const api = useApi();
  const add = useAddMemory();
  return useMemoryAct(
    ({ id }: Memory) => unwrap(api.http.DELETE('/memories/{id}', { params: { path: { id } } })),
    (memory) => memory.status === 'kept' && say(t('context.memoryDeleted'), { undo: () => add.mutate(memory) }),
  );
}

function useMemoryAct<Input, Output>(act: (input: Input) => Promise<Output>, onDone?: (input: Input) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_, input) => {
      onDone?.(input);
      return queryClient.invalidateQueries({ queryKey: queryKey.memories });
    },
    onError: (error) => say(error.message, { isTrouble: true }),
  });
}

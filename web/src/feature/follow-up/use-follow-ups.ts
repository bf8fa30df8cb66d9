import { type ApiSchemas, createKey, unwrap } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { readAll } from '../../lib/read-all.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';

export type FollowUp = ApiSchemas['FollowUp'];

const PAGE_SIZE = 100;

/** The follow-ups that wait for their time, the next one first. */
export function useWaitingFollowUps() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.followUps,
    queryFn: ({ signal }) =>
      readAll((cursor) =>
        unwrap(
          api.http.GET('/followups', {
            params: { query: { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) } },
            signal,
          }),
        ),
      ),
    select: ({ items }) =>
      items
        .filter((followUp) => followUp.delivered_at === null)
        .sort((a, b) => Date.parse(a.deliver_at) - Date.parse(b.deliver_at)),
  });
}

type NewFollowUp = Pick<FollowUp, 'message' | 'deliver_at'> & Partial<Pick<FollowUp, 'conversation_id'>>;

export function useAddFollowUp() {
  const t = useText();
  const api = useApi();
  return useFollowUpAct(
    ({ message, deliver_at, conversation_id: conversationId }: NewFollowUp) =>
      unwrap(
        api.http.POST('/followups', {
          headers: { 'idempotency-key': createKey() },
          body: { message, deliver_at, ...(conversationId && { conversation_id: conversationId }) },
        }),
      ),
    () => say(t('context.followUpAdded')),
  );
}

/** Cancels one; for a while that can be taken back. */
export function useCancelFollowUp() {
  const t = useText();
  const api = useApi();
  const add = useAddFollowUp();
  return useFollowUpAct(
    ({ id }: FollowUp) => unwrap(api.http.DELETE('/followups/{id}', { params: { path: { id } } })),
    (followUp) => say(t('context.followUpCancelled'), { undo: () => add.mutate(followUp) }),
  );
}

function useFollowUpAct<Input, Output>(act: (input: Input) => Promise<Output>, onDone: (input: Input) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_, input) => {
      onDone(input);
      return queryClient.invalidateQueries({ queryKey: queryKey.followUps });
    },
    onError: (error) => say(error.message, { isTrouble: true }),
  });
}

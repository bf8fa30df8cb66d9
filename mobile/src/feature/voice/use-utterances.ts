import { type ApiSchemas, unwrap } from '@omniai/client';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { usePages } from '../../lib/use-pages.ts';

export type Utterance = ApiSchemas['Utterance'];

const PAGE_SIZE = 20;
const UNDER_WAY_MS = 2_000;
const CALM_MS = 30_000;

/** What the person said to the assistant, newest first, a page at a time; kept up to date while an answer is on its way. */
export function useUtterances() {
  const api = useApi();
  return usePages(
    queryKey.utterances,
    (cursor, signal) =>
      unwrap(
        api.http.GET('/omi/utterances', {
          params: { query: { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) } },
          signal,
        }),
      ),
    { refreshMs: (said) => (said.some(isUnderWay) ? UNDER_WAY_MS : CALM_MS) },
  );
}

/** Whether its answer is being written or waits to be told. */
function isUnderWay({ answer_status: answer, delivery }: Utterance): boolean {
  return answer === 'streaming' || delivery?.status === 'waiting';
}

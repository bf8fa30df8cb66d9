import type { Query, QueryClient } from '@tanstack/react-query';

/** Of so many conversations the messages are kept. */
const KEPT_CONVERSATIONS = 30;
const KEPT_NOUNS = [
  'me',
  'providers',
  'conversations',
  'messages',
  'tasks',
  'memories',
  'preferences',
  'spaces',
  'windows',
];

/** Whether what a query has read is kept on the phone, to be shown without a network. */
export function keepsQuery(queryClient: QueryClient, query: Query): boolean {
  const [noun, , branch] = query.queryKey;
  if (query.state.status !== 'success' || !KEPT_NOUNS.includes(String(noun))) return false;
  if (noun !== 'messages') return true;
  if (branch !== null) return false;
  const newest = queryClient
    .getQueryCache()
    .findAll({ queryKey: ['messages'], predicate: ({ queryKey }) => queryKey[2] === null })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  return newest.indexOf(query) < KEPT_CONVERSATIONS;
}

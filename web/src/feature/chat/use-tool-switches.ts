import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import { useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useProviders } from '../../lib/use-providers.ts';

const STALE_MS = 60_000;

export type ToolSwitches = ReturnType<typeof useToolSwitches>;

/**
 * What answers may use, as the person has switched it. The switches are those of the preferences: they hold for every answer, also one that is asked
 * for again, on every device.
 */
export function useToolSwitches(choice: ModelChoice | null) {
  const api = useApi();
  const tools = useQuery({
    queryKey: queryKey.tools,
    queryFn: ({ signal }) => unwrap(api.http.GET('/tools', { signal })),
    staleTime: STALE_MS,
  }).data;
  const providers = useProviders().data?.providers;
  const preferences = usePreferences().data;
  const change = useChangePreferences();
  const isByVendor = providers?.find(({ id }) => id === choice?.provider)?.can_search_web === true;
  const chosen = preferences?.tool_servers ?? [];
  const isSearching = preferences?.web_search ?? false;
  return {
    servers: tools?.servers ?? [],
    serversOn: chosen.filter((name) => tools?.servers.some((server) => server.name === name)),
    canSearch: tools?.web_search === true || isByVendor,
    isSearching,
    switchSearch: () => change.mutate({ web_search: !isSearching }),
    switchServer(name: string) {
      const others = chosen.filter((other) => other !== name);
      change.mutate({ tool_servers: others.length < chosen.length ? others : [...chosen, name] });
    },
  };
}

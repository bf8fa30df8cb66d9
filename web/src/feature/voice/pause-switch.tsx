import { unwrap } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';

/** Stops and goes on with listening, for all of the person's wearables. */
export function PauseSwitch() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data } = useQuery({
    queryKey: queryKey.preferences,
    queryFn: ({ signal }) => unwrap(api.http.GET('/preferences', { signal })),
  });
  const change = useMutation({
    mutationFn: (paused: boolean) => unwrap(api.http.PATCH('/preferences', { body: { paused } })),
    onSuccess: (changed) => queryClient.setQueryData(queryKey.preferences, changed),
  });
  if (!data) return null;
  const isPaused = change.isPending ? change.variables : data.preferences.paused;
  return (
    <div className="grid gap-3 px-1">
      <Switch
        label="Pause listening"
        hint={isPaused ? 'Nothing that your Omi hears is stored or answered.' : 'OmniAI hears what your Omi hears.'}
        isOn={isPaused}
        isDisabled={change.isPending}
        onChange={(paused) => change.mutate(paused)}
      />
      {change.error && <Notice kind="danger">{change.error.message}</Notice>}
    </div>
  );
}

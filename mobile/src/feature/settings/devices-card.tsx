import { unwrap } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { DeviceRow } from './device-row.tsx';

/** Where the person is signed in, each to be signed out. */
export function DevicesCard() {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const sessions = useQuery({
    queryKey: queryKey.settings('sessions'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/sessions', { signal })),
  });
  const revokeOthers = useMutation({
    mutationFn: () => unwrap(api.http.POST('/account/sessions/revoke-others')),
    onSuccess: ({ revoked }) => say(t('settings.othersSignedOut', { revoked })),
    onError: (error) => say(error.message, { isTrouble: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKey.settings('sessions') }),
  });
  return (
    <Card title={t('settings.devices')}>
      <QueryView query={sessions}>
        {({ sessions: list }) => (
          <>
            {list.map((session) => (
              <DeviceRow key={session.id} session={session} />
            ))}
            {list.length > 1 && (
              <TextButton
                label={t('settings.signOutOthers')}
                isDisabled={revokeOthers.isPending}
                onPress={() => revokeOthers.mutate()}
              />
            )}
          </>
        )}
      </QueryView>
    </Card>
  );
}

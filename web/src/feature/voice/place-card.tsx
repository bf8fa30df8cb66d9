import { type Space, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { say } from '../../lib/toast.ts';
import { useSpaces } from '../../lib/use-spaces.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { WindowList } from './window-list.tsx';

/** Into which conversation goes what is said, and what its answers know of. */
export function PlaceCard() {
  const t = useText();
  const spaces = useSpaces();
  const change = useSwitchSpace();
  return (
    <Card title={t('voice.placeTitle')} description={t('voice.placeLead')}>
      <WindowList />
      <QueryView query={spaces}>
        {(data) => (
          <SelectField
            label={t('voice.space')}
            hint={t('voice.spaceHint')}
            value={change.isPending ? change.variables : data.active}
            disabled={change.isPending}
            onChange={({ target }) => {
              const chosen = data.spaces.find(({ space }) => space === target.value);
              if (chosen) change.mutate(chosen.space);
            }}
          >
            {data.spaces.map(({ space }) => (
              <option key={space} value={space}>
                {t(SPACE_NAME[space])}
              </option>
            ))}
          </SelectField>
        )}
      </QueryView>
    </Card>
  );
}

function useSwitchSpace() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (space: Space['space']) => unwrap(api.http.POST('/spaces/switch', { body: { space } })),
    onError: (error) => say(error.message, { isTrouble: true }),
    onSettled: () =>
      Promise.all(
        [queryKey.spaces, queryKey.windows, queryKey.conversations].map((key) =>
          queryClient.invalidateQueries({ queryKey: key }),
        ),
      ),
  });
}

import { type Space, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'expo-router';
import { StyleSheet, View } from 'react-native';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { say } from '../../lib/toast.ts';
import { useSpaces } from '../../lib/use-spaces.ts';
import { useText } from '../../lib/use-text.ts';
import { useActivateWindow, useWindows } from '../../lib/use-windows.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RadioRow } from '../../ui/radio-row.tsx';
import { Separator } from '../../ui/separator.tsx';
import { Text } from '../../ui/text.tsx';
import { TextButton } from '../../ui/text-button.tsx';

/** Into which conversation goes what is said to a wearable, and what its answers know of. */
export function PlaceCard() {
  const t = useText();
  const spaces = useSpaces();
  const change = useSwitchSpace();
  return (
    <Card title={t('voice.placeTitle')}>
      <WindowList />
      <Separator />
      <QueryView query={spaces}>
        {(data) => (
          <>
            <ChoiceRow
              label={t('voice.space')}
              value={change.isPending ? change.variables : data.active}
              choices={data.spaces.map(({ space }) => ({ value: space, label: t(SPACE_NAME[space]) }))}
              onChange={(space) => change.mutate(space)}
            />
            <Text size="small" tone="soft" style={styles.hint}>
              {t('voice.spaceHint')}
            </Text>
          </>
        )}
      </QueryView>
    </Card>
  );
}

/** The five windows: which one is spoken into, and what is in each. */
function WindowList() {
  const t = useText();
  const router = useRouter();
  const windows = useWindows();
  const activate = useActivateWindow();
  const active = activate.isPending ? activate.variables.slot : windows.data?.windows.find((each) => each.active)?.slot;
  return (
    <QueryView query={windows}>
      {(data) => (
        <View role="radiogroup" aria-label={t('voice.windows')}>
          {data.windows.map(({ slot, title, conversation_id: id }) => (
            <RadioRow
              key={slot}
              title={`${slot} · ${title ?? t('voice.windowEmpty')}`}
              isChosen={slot === active}
              onChoose={() => activate.mutate({ slot })}
              end={
                id !== null && (
                  <TextButton
                    label={t('voice.open')}
                    spoken={t('voice.windowOpen', { slot })}
                    onPress={() => router.push({ pathname: '/chat/[id]', params: { id } })}
                  />
                )
              }
            />
          ))}
        </View>
      )}
    </QueryView>
  );
}

function useSwitchSpace() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (space: Space['space']) => unwrap(api.http.POST('/spaces/switch', { body: { space } })),
    onError: (error) => say(error.message, { isTrouble: true }),
    onSettled() {
      for (const key of [queryKey.spaces, queryKey.windows, queryKey.conversations])
        void queryClient.invalidateQueries({ queryKey: key });
    },
  });
}

const styles = StyleSheet.create({ hint: { paddingHorizontal: 16, paddingBottom: 12 } });

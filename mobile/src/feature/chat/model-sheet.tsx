import { type Provider, unwrap } from '@omniai/client';
import { useQueries } from '@tanstack/react-query';
import Check from 'lucide-react-native/icons/check';
import { StyleSheet, View } from 'react-native';
import { useStore } from 'zustand';
import { useApi } from '../../lib/api-context.tsx';
import { chooseModel, modelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { useText } from '../../lib/use-text.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';

/** Every model of every provider, and how its provider does. */
export function ModelSheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const t = useText();
  const providers = useProviders();
  return (
    <Sheet title={t('chat.chooseModel')} isOpen={isOpen} onClose={onClose}>
      <QueryView query={providers}>{(data) => <Models providers={data.providers} onChosen={onClose} />}</QueryView>
    </Sheet>
  );
}

function Models({ providers, onChosen }: { providers: readonly Provider[]; onChosen(): void }) {
  const t = useText();
  const api = useApi();
  const theme = useTheme();
  const choice = useStore(modelChoice);
  const lists = useQueries({
    queries: providers.map(({ id, status }) => ({
      queryKey: queryKey.models(id),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        unwrap(api.http.GET('/providers/{id}/models', { params: { path: { id } }, signal })),
      enabled: status !== 'down',
      retry: false,
    })),
  });
  return providers.map((provider, index) => {
    const list = lists[index];
    const models = list?.data?.models ?? [];
    const remark =
      provider.status === 'down' ? provider.message : list?.isPending ? t('chat.loadingModels') : t('chat.noModels');
    return (
      <View key={provider.id}>
        <View style={styles.provider}>
          <View style={[styles.dot, { backgroundColor: provider.status === 'down' ? theme.danger : theme.good }]} />
          <Text size="small" tone="soft" role="heading">
            {provider.name}
          </Text>
        </View>
        {models.length === 0 && (
          <Text size="small" tone="soft" style={styles.remark}>
            {remark}
          </Text>
        )}
        {models.map(({ id }) => {
          const isChosen = choice?.provider === provider.id && choice.model === id;
          const choose = () => {
            chooseModel({ provider: provider.id, model: id });
            onChosen();
          };
          return (
            <ListRow key={id} title={id} isSelected={isChosen} {...(isChosen && { icon: Check })} onPress={choose} />
          );
        })}
      </View>
    );
  });
}

const styles = StyleSheet.create({
  provider: { flexDirection: 'row', alignItems: 'center', gap: 8, paddingHorizontal: 16, paddingTop: 12 },
  dot: { width: 8, height: 8, borderRadius: 4 },
  remark: { paddingHorizontal: 16, paddingVertical: 8 },
});

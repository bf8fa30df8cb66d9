import type { AnswerView } from '@omniai/client';
import { StyleSheet, View } from 'react-native';
import { findLinkHost } from '../../lib/link-host.ts';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import { SafeLink } from './markdown/safe-link.tsx';

/** What an answer refers to, each with the host it leads to. A source that leads nowhere safe is left out. */
export function SourceList({ citations }: { citations: AnswerView['citations'] }) {
  const t = useText();
  const titles = new Map(citations.map(({ url, title }) => [url, title]));
  const shown = [...titles].filter(([url]) => findLinkHost(url) !== undefined);
  if (shown.length === 0) return null;
  return (
    <View role="list" aria-label={t('chat.sources')} style={styles.list}>
      <Text size="tiny" tone="faint">
        {t('chat.sources')}
      </Text>
      {shown.map(([url, title], index) => (
        <View key={url} role="listitem">
          <Text size="small">
            {index + 1}.{' '}
            <SafeLink href={url} words={title}>
              {title || findLinkHost(url)}
            </SafeLink>
          </Text>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({ list: { gap: 4 } });

import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { formatAgo, formatDay } from '../../lib/format-moment.ts';
import { useText, type Text as Words } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import type { OmiLink } from './omi-link.ts';
import { UnlinkSheet } from './unlink-sheet.tsx';

/** One linked wearable: whether it is heard, and the way to let it go. */
export function WearableCard({ link, nowMs }: { link: OmiLink; nowMs: number }) {
  const t = useText();
  const theme = useTheme();
  const [isAsking, setAsking] = useState(false);
  const { omi_user_id: omi, budget, verified_at: verifiedAt } = link;
  const { look, sentence } = readHearing(link, nowMs, t);
  return (
    <Card title={omi}>
      <View style={styles.body}>
        <View role="status" style={styles.hearing}>
          <View style={[styles.dot, { backgroundColor: theme[look] }]} />
          <Text style={styles.grow}>{sentence}</Text>
        </View>
        {verifiedAt !== null && (
          <Text size="small" tone="soft">{`${t('voice.linkedSince')} ${formatDay(verifiedAt)}`}</Text>
        )}
        {budget && (
          <Text size="small" tone="soft">
            {`${t('voice.budgetLeft')}: ${t('voice.budgetOf', { left: budget.left, limit: budget.limit })}`}
          </Text>
        )}
        <Button label={t('voice.unlink')} onPress={() => setAsking(true)} />
      </View>
      {isAsking && <UnlinkSheet link={link} onClose={() => setAsking(false)} />}
    </Card>
  );
}

/** What matters most: is it heard? */
function readHearing(
  link: OmiLink,
  nowMs: number,
  t: Words,
): { look: 'good' | 'warn' | 'lineStrong'; sentence: string } {
  if (link.current_session) return { look: 'good', sentence: t('voice.heardNow') };
  if (link.is_silent) return { look: 'warn', sentence: t('voice.silent') };
  if (link.last_delivery_at === null) return { look: 'lineStrong', sentence: t('voice.heardNothing') };
  return { look: 'good', sentence: t('voice.heardLast', { ago: formatAgo(link.last_delivery_at, nowMs) }) };
}

const styles = StyleSheet.create({
  body: { padding: 16, gap: 10 },
  hearing: { flexDirection: 'row', alignItems: 'center', gap: 10 },
  dot: { width: 10, height: 10, borderRadius: 5 },
  grow: { flex: 1 },
});

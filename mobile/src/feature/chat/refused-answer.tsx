import type { Turn } from '@omniai/client';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { errorSentence } from './error-sentence.ts';

interface RefusedAnswerProps {
  error: NonNullable<Turn['answer']['error']>;
  onClose(): void;
}

/** In place of another answer that the server did not begin. */
export function RefusedAnswer({ error, onClose }: RefusedAnswerProps) {
  const t = useText();
  return (
    <View style={styles.answer}>
      <Notice kind="danger" text={errorSentence(error, Date.now(), t)}>
        <Button label={t('common.close')} onPress={onClose} />
      </Notice>
    </View>
  );
}

const styles = StyleSheet.create({ answer: { paddingTop: 20 } });

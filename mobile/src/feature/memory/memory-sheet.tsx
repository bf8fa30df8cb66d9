import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Memory } from './memory.ts';
import { useAddMemory, useChangeMemory, useDeleteMemory } from './use-memory-act.ts';

const MAX_CHARS = 4_000;

interface MemorySheetProps {
  /** Null for a new one. */
  memory: Memory | null;
  onClose(): void;
  onOpenConversation(conversationId: string): void;
}

export function MemorySheet({ memory, onClose, onOpenConversation }: MemorySheetProps) {
  const t = useText();
  const [text, setText] = useState(memory?.text ?? '');
  const add = useAddMemory();
  const change = useChangeMemory();
  const remove = useDeleteMemory();
  const error = add.error ?? change.error;
  const conversationId = memory?.source_conversation_id ?? null;
  const save = () => {
    const after = { onSuccess: onClose };
    if (memory) change.mutate({ id: memory.id, text: text.trim() }, after);
    else add.mutate({ text: text.trim() }, after);
  };
  return (
    <Sheet title={t(memory ? 'context.memoryEditTitle' : 'context.memoryNew')} isOpen onClose={onClose}>
      <View style={styles.body}>
        <TextField
          label={t('context.memoryText')}
          placeholder={t('context.memoryAddExample')}
          value={text}
          onChangeText={setText}
          maxLength={MAX_CHARS}
          multiline
          autoFocus={!memory}
        />
        {error && <Notice kind="danger" text={error.message} />}
        <Button
          look="primary"
          label={t(memory ? 'common.save' : 'context.memoryAdd')}
          isDisabled={text.trim() === ''}
          isBusy={add.isPending || change.isPending}
          onPress={save}
        />
        {conversationId !== null && (
          <Button label={t('context.toConversation')} onPress={() => onOpenConversation(conversationId)} />
        )}
        {memory && (
          <Button
            look="danger"
            label={t('common.delete')}
            isBusy={remove.isPending}
            onPress={() => remove.mutate(memory, { onSuccess: onClose })}
          />
        )}
      </View>
    </Sheet>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, paddingTop: 4, gap: 16 } });

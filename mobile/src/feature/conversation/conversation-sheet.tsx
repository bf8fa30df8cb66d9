import { type Conversation, type ConversationChange, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Archive from 'lucide-react-native/icons/archive';
import ArchiveRestore from 'lucide-react-native/icons/archive-restore';
import Folder from 'lucide-react-native/icons/folder';
import Pencil from 'lucide-react-native/icons/pencil';
import Pin from 'lucide-react-native/icons/pin';
import PinOff from 'lucide-react-native/icons/pin-off';
import Trash2 from 'lucide-react-native/icons/trash';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Text } from '../../ui/text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SpaceList } from './space-list.tsx';

interface ConversationSheetProps {
  conversation: Conversation;
  title: string;
  onClose(): void;
}

/** What may be done with a conversation in the list. Deleting asks first. */
export function ConversationSheet({ conversation, title, onClose }: ConversationSheetProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<'choose' | 'rename' | 'move' | 'delete'>('choose');
  const [name, setName] = useState(conversation.title ?? '');
  const { id, pinned, archived } = conversation;
  const params = { path: { id } };
  const act = useMutation({
    mutationFn: (change: ConversationChange | 'delete') =>
      change === 'delete'
        ? unwrap(api.http.DELETE('/conversations/{id}', { params }))
        : unwrap(api.http.PATCH('/conversations/{id}', { params, body: change })),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      onClose();
    },
  });
  const change = (fields: ConversationChange) => () => act.mutate(fields);
  const titles: Partial<Record<typeof step, string>> = {
    move: t('common.moveToSpace'),
    delete: t('common.deleteTitle'),
  };
  return (
    <Sheet title={titles[step] ?? title} isOpen onClose={onClose}>
      {act.error && (
        <View style={styles.body}>
          <Notice kind="danger" text={act.error.message} />
        </View>
      )}
      {step === 'choose' && (
        <>
          <ListRow
            icon={pinned ? PinOff : Pin}
            title={t(pinned ? 'common.unpin' : 'common.pin')}
            onPress={change({ pinned: !pinned })}
          />
          <ListRow icon={Pencil} title={t('common.rename')} onPress={() => setStep('rename')} />
          <ListRow icon={Folder} title={t('common.moveToSpace')} onPress={() => setStep('move')} />
          <ListRow
            icon={archived ? ArchiveRestore : Archive}
            title={t(archived ? 'common.unarchive' : 'common.archive')}
            onPress={change({ archived: !archived })}
          />
          <ListRow icon={Trash2} tone="danger" title={t('common.delete')} onPress={() => setStep('delete')} />
        </>
      )}
      {step === 'move' && <SpaceList chosen={conversation.space} onChoose={(space) => act.mutate({ space })} />}
      {step === 'rename' && (
        <View style={styles.body}>
          <TextField label={t('common.title')} value={name} onChangeText={setName} maxLength={200} autoFocus />
          <Button
            look="primary"
            label={t('common.save')}
            isDisabled={name.trim() === ''}
            isBusy={act.isPending}
            onPress={change({ title: name.trim() })}
          />
        </View>
      )}
      {step === 'delete' && (
        <View style={styles.body}>
          <Text tone="soft">{t('common.deleteLead', { title })}</Text>
          <Button
            look="danger"
            label={t('common.delete')}
            isBusy={act.isPending}
            onPress={() => act.mutate('delete')}
          />
          <Button label={t('common.cancel')} onPress={onClose} />
        </View>
      )}
    </Sheet>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, gap: 12 } });

import { type User, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { useMe } from '../../lib/use-me.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** How the person is called and reached. */
export function ProfileCard() {
  const t = useText();
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  return (
    <Card title={t('settings.you')}>
      <QueryView query={me}>
        {({ user }) => (
          <>
            <ListRow title={user.display_name} detail={t('settings.editName')} onPress={() => setEditing(true)} />
            <ListRow title={t('settings.email')} detail={user.email} />
            {isEditing && <NameSheet user={user} onClose={() => setEditing(false)} />}
          </>
        )}
      </QueryView>
    </Card>
  );
}

function NameSheet({ user, onClose }: { user: User; onClose(): void }) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [name, setName] = useState(user.display_name);
  const save = useMutation({
    mutationFn: () => unwrap(api.http.PATCH('/account/profile', { body: { display_name: name.trim() } })),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: queryKey.me });
      say(t('settings.nameSaved'));
      onClose();
    },
  });
  return (
    <Sheet title={t('settings.editName')} isOpen onClose={onClose}>
      <View style={styles.body}>
        <TextField
          label={t('settings.name')}
          value={name}
          onChangeText={setName}
          maxLength={100}
          autoComplete="name"
          autoFocus
        />
        {save.error && <Notice kind="danger" text={save.error.message} />}
        <Button
          look="primary"
          label={t('common.save')}
          isDisabled={name.trim() === '' || name.trim() === user.display_name}
          isBusy={save.isPending}
          onPress={() => save.mutate()}
        />
      </View>
    </Sheet>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, gap: 12 } });

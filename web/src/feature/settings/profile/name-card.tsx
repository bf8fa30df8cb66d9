import { type User, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { SettingForm } from '../shared/setting-form.tsx';

export function NameCard({ user }: { user: User }) {
  const t = useText();
  const api = useApi();
  const [name, setName] = useState(user.display_name);
  const typed = name.trim();
  const save = useAct(() => unwrap(api.http.PATCH('/account/profile', { body: { display_name: typed } })), {
    refresh: [queryKey.me],
    onDone: () => say(t('settings.nameSaved')),
  });
  return (
    <Card title={t('settings.nameTitle')} description={t('settings.nameLead')}>
      <SettingForm submitLabel={t('settings.save')} isReady={typed !== user.display_name} act={save}>
        <TextField
          label={t('settings.name')}
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </SettingForm>
    </Card>
  );
}

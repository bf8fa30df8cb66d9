import { createKey, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';

/** Connects a server of tools, and asks it at once what it has. */
export function ToolServerMaker({ onClose }: { onClose(): void }) {
  const t = useText();
  const api = useApi();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [isPrivateAllowed, setPrivateAllowed] = useState(false);
  const [key] = useState(createKey);
  const make = useAdminAct(
    async () => {
      const { tool_server } = await unwrap(
        api.http.POST('/admin/tool-servers', {
          headers: { 'idempotency-key': key },
          body: {
            name: name.trim(),
            url: url.trim(),
            is_private_allowed: isPrivateAllowed,
            ...(token !== '' && { bearer_token: token }),
          },
        }),
      );
      // What is wrong with it stands on its card, so a check that fails is none of this form's business.
      await api.http.POST('/admin/tool-servers/{id}/check', { params: { path: { id: tool_server.id } } });
    },
    { onDone: onClose },
  );
  return (
    <Dialog title={t('console.addToolServer')} description={t('console.addToolServerLead')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextField
          label={t('console.toolServerName')}
          hint={t('console.toolServerNameHint')}
          required
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          type="url"
          label={t('console.address')}
          placeholder="https://tools.example.org/mcp"
          required
          value={url}
          onChange={({ target }) => setUrl(target.value)}
        />
        <TextField
          type="password"
          label={t('console.bearerToken')}
          hint={t('console.keyHint')}
          autoComplete="off"
          value={token}
          onChange={({ target }) => setToken(target.value)}
        />
        <Switch
          label={t('console.allowPrivate')}
          hint={t('console.allowPrivateHint')}
          isOn={isPrivateAllowed}
          onChange={setPrivateAllowed}
        />
        {make.error && <Notice kind="danger">{make.error.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={make.isPending}>
            {t(make.isPending ? 'console.checking' : 'console.connect')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { unwrap } from '@omniai/client';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { PasskeyDialog } from './passkey-dialog.tsx';
import { PasskeyRow } from './passkey-row.tsx';

/** Keys in the person's own devices, which open the account without a password. */
export function PasskeysCard() {
  const t = useText();
  const api = useApi();
  const [isAdding, setAdding] = useState(false);
  const passkeys = useQuery({
    queryKey: queryKey.settings('passkeys'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/passkeys', { signal })),
  });
  const canAdd = browserSupportsWebAuthn();
  return (
    <Card
      title={t('settings.passkeysTitle')}
      description={t('settings.passkeysLead')}
      action={
        canAdd && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('settings.passkeyAdd')}
          </Button>
        )
      }
    >
      <QueryView query={passkeys}>
        {({ passkeys: list }) =>
          list.length === 0 ? (
            <p className="text-sm text-soft">{t(canAdd ? 'settings.passkeysEmpty' : 'settings.passkeysCannot')}</p>
          ) : (
            <ul className="grid divide-y divide-line">
              {list.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {isAdding && <PasskeyDialog onClose={() => setAdding(false)} />}
    </Card>
  );
}

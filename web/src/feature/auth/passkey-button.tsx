import { unwrap } from '@omniai/client';
import { browserSupportsWebAuthn, startAuthentication, WebAuthnError } from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { useApi } from '../../lib/api-context.tsx';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEnter } from './use-enter.ts';

/** Signing in without a password, where the browser can. */
export function PasskeyButton({ onEntered }: { onEntered(): void }) {
  const t = useText();
  const api = useApi();
  const enter = useEnter(async () => {
    const { options } = await unwrap(api.http.POST('/auth/passkey/options'));
    const optionsJSON = { ...options, challenge: String(options.challenge) };
    const { id, rawId, response } = await startAuthentication({ optionsJSON });
    const { clientDataJSON, authenticatorData, signature } = response;
    const answer = { clientDataJSON, authenticatorData, signature };
    const body = { response: { id, rawId, type: 'public-key' as const, response: answer } };
    return unwrap(api.http.POST('/auth/passkey', { body }));
  }, onEntered);
  if (!browserSupportsWebAuthn()) return null;
  const isCancelled = enter.error instanceof WebAuthnError || enter.error?.name === 'NotAllowedError';
  return (
    <div className="grid gap-3">
      <Button className="h-11" disabled={enter.isPending} onClick={() => enter.mutate()}>
        <KeyRound size={16} aria-hidden="true" /> {t('auth.passkey')}
      </Button>
      {enter.error && (
        <Notice kind={isCancelled ? 'calm' : 'danger'}>
          {isCancelled ? t('auth.passkeyCancelled') : enter.error.message}
        </Notice>
      )}
    </div>
  );
}

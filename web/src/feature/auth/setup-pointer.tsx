import { useText } from '../../lib/use-text.ts';
import { AuthPage } from './auth-page.tsx';

/** A fresh server met without its set-up link: where that link is to be found. */
export function SetupPointer() {
  const t = useText();
  return (
    <AuthPage title={t('auth.waitsTitle')} lead={t('auth.waitsLead')}>
      <ol className="grid list-decimal gap-3 pl-5 text-soft marker:text-faint">
        <li>{t('auth.waitsTerminal')}</li>
        <li>
          {t('auth.waitsLine')}{' '}
          <code className="rounded bg-panel px-1.5 py-0.5 font-mono text-[0.8125rem] text-ink">/app/setup#token=…</code>
        </li>
        <li>{t('auth.waitsOpen')}</li>
      </ol>
    </AuthPage>
  );
}

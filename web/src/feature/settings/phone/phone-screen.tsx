import { useApi } from '../../../lib/api-context.tsx';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { isReachableByOthers } from './is-reachable-by-others.ts';

/** The address of the server, for a phone to point its camera at. */
export function PhoneScreen() {
  const t = useText();
  const { baseUrl } = useApi();
  return (
    <Card title={t('settings.phoneTitle')} description={t('settings.phoneLead')}>
      <div className="grid gap-6 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center">
        <QrCode text={baseUrl} label={t('settings.phoneQr')} />
        <ol className="grid list-decimal gap-2 pl-5 text-sm marker:text-faint">
          <li>{t('settings.phoneOpen')}</li>
          <li>{t('settings.phoneScan')}</li>
          <li>{t('settings.phoneSignIn')}</li>
        </ol>
      </div>
      <div className="flex items-center gap-2 rounded-lg border border-line bg-panel py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-[0.8125rem] break-all">{baseUrl}</code>
        <CopyButton text={baseUrl} label={t('settings.phoneCopy')} />
      </div>
      {!isReachableByOthers(baseUrl) && <Notice kind="warn">{t('settings.phoneHereOnly')}</Notice>}
      <p className="text-[0.8125rem] text-soft">{t('settings.phonePage')}</p>
    </Card>
  );
}

import { useApi } from '../../../lib/api-context.tsx';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';

/** What a program has to be told so that it works with this server. */
export function ProgramCard() {
  const t = useText();
  const { baseUrl } = useApi();
  const values = [
    [t('settings.programUrl'), `${baseUrl}/v1`],
    [t('settings.programModel'), 'default'],
  ] as const;
  return (
    <Card title={t('settings.programTitle')} description={t('settings.programLead')}>
      <dl className="grid gap-3 text-sm">
        {values.map(([name, value]) => (
          <div key={name} className="grid gap-0.5 sm:grid-cols-[8rem_minmax(0,1fr)] sm:items-center">
            <dt className="text-soft">{name}</dt>
            <dd className="flex items-center gap-1">
              <code className="min-w-0 font-mono text-[0.8125rem] break-all">{value}</code>
              <CopyButton text={value} label={t('settings.copyNamed', { name })} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm">
        <a
          className="text-accent underline underline-offset-3"
          href={`${baseUrl}/docs`}
          target="_blank"
          rel="noreferrer"
        >
          {t('settings.programDocs')}
        </a>
      </p>
    </Card>
  );
}

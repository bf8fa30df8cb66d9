import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { serverSentence } from '../../../lib/server-sentence.ts';
import { type Text, useText } from '../../../lib/use-text.ts';
import type { Warning } from './find-warnings.ts';

interface WarningListProps {
  warnings: readonly Warning[];
  linkTo(to: Warning['to'], text: string): ReactNode;
}

/** What wants a look, each with where to do something about it; or that there is nothing. */
export function WarningList({ warnings, linkTo }: WarningListProps) {
  const t = useText();
  if (warnings.length === 0) {
    return (
      <p className="flex items-center gap-2.5 rounded-2xl bg-accent-soft px-5 py-4 text-sm">
        <CircleCheck size={18} className="shrink-0 text-accent" aria-hidden="true" />
        {t('console.allWell')}
      </p>
    );
  }
  return (
    <ul aria-label={t('console.warnings')} className="grid gap-3">
      {warnings.map((warning) => (
        <li
          key={JSON.stringify(warning)}
          className="flex items-start gap-2.5 rounded-2xl bg-warn-soft px-5 py-4 text-sm text-warn"
        >
          <TriangleAlert size={18} className="mt-0.5 shrink-0" aria-hidden="true" />
          <div className="grid min-w-0 gap-1">
            <span className="break-words">{sentenceOf(warning, t)}</span>
            {linkTo(warning.to, whereTo(warning, t))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function sentenceOf(warning: Warning, t: Text): string {
  switch (warning.kind) {
    case 'no-model':
      return t('console.warnNoModel');
    case 'provider-down':
      return `${t('console.warnDown', { name: warning.name })} ${serverSentence(warning.message ?? '')}`;
    case 'failing':
      return t('console.warnFailing', {
        name: warning.name,
        failures: warning.failures,
        answers: warning.answers,
      });
    case 'parked':
      return t('console.warnParked', { count: warning.count });
    case 'no-backup':
      return t('console.warnNoBackup');
    case 'old-backup':
      return t('console.warnOldBackup');
    case 'busy':
      return t('console.warnBusy');
  }
}

function whereTo({ to }: Warning, t: Text): string {
  const words: Record<Warning['to'], string> = {
    '/console/providers': t('console.toProviders'),
    '/console/outbox': t('console.toOutbox'),
    '/console/backups': t('console.toBackups'),
    '/console/metrics': t('console.toMetrics'),
  };
  return words[to];
}

import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { PushCard } from './push-card.tsx';
import { RegistrationCard } from './registration-card.tsx';
import { useSystemSettings } from './use-system-settings.ts';
import { VariableTable } from './variable-table.tsx';

interface SystemScreenProps {
  /** The rooms of the console in which the rest is set. */
  rooms: ReactNode;
}

/** What the server is set to: what can be changed while it runs, and what it was started with. */
export function SystemScreen({ rooms }: SystemScreenProps) {
  const t = useText();
  return (
    <>
      <ScreenHead title={t('console.system')} lead={t('console.systemLead')} />
      <QueryView query={useSystemSettings()}>
        {(settings) => (
          <>
            <RegistrationCard settings={settings} />
            <PushCard push={settings.push} />
            <Card title={t('console.setElsewhere')} description={t('console.setElsewhereLead')}>
              {rooms}
            </Card>
            <section className="grid gap-5">
              <div className="grid gap-1">
                <h3 className="text-base font-semibold">{t('console.variables')}</h3>
                <p className="max-w-prose text-sm text-soft">{t('console.variablesLead')}</p>
              </div>
              <VariableTable variables={settings.variables} />
            </section>
          </>
        )}
      </QueryView>
    </>
  );
}

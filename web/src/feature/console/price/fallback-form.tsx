import { unwrap } from '@omniai/client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { AdminProvider } from '../provider/use-admin-providers.ts';
import { type Chain, FallbackChain } from './fallback-chain.tsx';
import { addRow, changeRow, removeRow, toKeyed } from './keyed.ts';

interface FallbackFormProps {
  chains: readonly Chain[];
  providers: readonly AdminProvider[];
}

/** Who is asked, in turn, where a model cannot answer. */
export function FallbackForm({ chains, providers }: FallbackFormProps) {
  const t = useText();
  const api = useApi();
  const [rows, setRows] = useState(() => toKeyed(chains));
  const save = useAct(
    () => unwrap(api.http.PUT('/admin/fallbacks', { body: { chains: rows.map(({ row }) => row) } })),
    { refresh: [queryKey.console('fallbacks')], onDone: () => say(t('console.saved')) },
  );
  const blank = { provider: providers[0]?.id ?? '', model: '' };
  return (
    <Card title={t('console.fallbacks')} description={t('console.fallbacksLead')}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {rows.map(({ key, row }, index) => (
          <FallbackChain
            key={key}
            label={t('console.chainNumber', { number: index + 1 })}
            chain={row}
            providers={providers}
            onChange={(next) => setRows(changeRow(rows, key, next))}
            onRemove={() => setRows(removeRow(rows, key))}
          />
        ))}
        {rows.length === 0 && <p className="text-sm text-soft">{t('console.noChains')}</p>}
        <Button
          size="small"
          className="justify-self-start"
          onClick={() => setRows(addRow(rows, { ...blank, fallbacks: [blank] }))}
        >
          <Plus size={14} aria-hidden="true" />
          {t('console.addChain')}
        </Button>
        {save.error && <Notice kind="danger">{save.error.message}</Notice>}
        <Button type="submit" look="primary" className="justify-self-start" disabled={save.isPending}>
          {t('console.save')}
        </Button>
      </form>
    </Card>
  );
}

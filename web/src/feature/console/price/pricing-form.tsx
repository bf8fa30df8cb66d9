import { type ApiSchemas, unwrap } from '@omniai/client';
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
import { TextField } from '../../../ui/text-field.tsx';
import type { AdminProvider } from '../provider/use-admin-providers.ts';
import { FreeProviders } from './free-providers.tsx';
import { addRow, changeRow, removeRow, toKeyed } from './keyed.ts';
import { PriceRow } from './price-row.tsx';

type Pricing = ApiSchemas['Pricing'];

interface PricingFormProps {
  pricing: Pricing;
  providers: readonly AdminProvider[];
}

/** What a million tokens of a model cost, and which providers cost nothing. */
export function PricingForm({ pricing, providers }: PricingFormProps) {
  const t = useText();
  const api = useApi();
  const [currency, setCurrency] = useState(pricing.currency);
  const [free, setFree] = useState(pricing.free_providers);
  const [rows, setRows] = useState(() => toKeyed(pricing.models));
  const save = useAct(
    () =>
      unwrap(
        api.http.PUT('/admin/pricing', {
          body: { currency, free_providers: free, models: rows.map(({ row }) => row) },
        }),
      ),
    { refresh: [queryKey.console('pricing'), queryKey.console('usage')], onDone: () => say(t('console.saved')) },
  );
  const blank = { provider: providers[0]?.id ?? '', model: '', prompt: 0, completion: 0 };
  return (
    <Card title={t('console.pricing')} description={t('console.pricingLead')}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div className="max-w-40">
          <TextField
            label={t('console.currency')}
            required
            maxLength={10}
            value={currency}
            onChange={({ target }) => setCurrency(target.value.toUpperCase())}
          />
        </div>
        {rows.length > 0 && (
          <ul className="grid gap-3">
            {rows.map(({ key, row }, index) => (
              <PriceRow
                key={key}
                label={t('console.priceNumber', { number: index + 1 })}
                price={row}
                providers={providers}
                onChange={(next) => setRows(changeRow(rows, key, next))}
                onRemove={() => setRows(removeRow(rows, key))}
              />
            ))}
          </ul>
        )}
        <Button size="small" className="justify-self-start" onClick={() => setRows(addRow(rows, blank))}>
          <Plus size={14} aria-hidden="true" />
          {t('console.addPrice')}
        </Button>
        <FreeProviders providers={providers} free={free} onChange={setFree} />
        {save.error && <Notice kind="danger">{save.error.message}</Notice>}
        <Button type="submit" look="primary" className="justify-self-start" disabled={save.isPending}>
          {t('console.save')}
        </Button>
      </form>
    </Card>
  );
}

import { useText } from '../../../lib/use-text.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { useAdminProviders } from '../provider/use-admin-providers.ts';
import { ScreenHead } from '../shared/screen-head.tsx';
import { FallbackForm } from './fallback-form.tsx';
import { PricingForm } from './pricing-form.tsx';
import { useFallbacks, usePricing } from './use-pricing.ts';

/** What models cost, whose tokens count against no limit, and who stands in for whom. */
export function PricesScreen() {
  const t = useText();
  const providers = useAdminProviders(60_000);
  const pricing = usePricing();
  const fallbacks = useFallbacks();
  return (
    <>
      <ScreenHead title={t('console.prices')} lead={t('console.pricesLead')} />
      <QueryView query={providers}>
        {({ providers: known }) => (
          <>
            <QueryView query={pricing}>{(data) => <PricingForm pricing={data.pricing} providers={known} />}</QueryView>
            <QueryView query={fallbacks}>
              {({ chains }) => <FallbackForm chains={chains} providers={known} />}
            </QueryView>
          </>
        )}
      </QueryView>
    </>
  );
}

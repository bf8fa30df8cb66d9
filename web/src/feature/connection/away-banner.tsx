import { unwrap } from '@omniai/client';
import { useQueryClient } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import type { Reachability } from '../../lib/reachability.ts';
import { useText } from '../../lib/use-text.ts';

const RETRY_MS = 2_000;

/** Says that the server is away, keeps asking for it, and goes when it answers. */
export function AwayBanner() {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const isAway = useIsAway(api.reachability);

  useEffect(() => {
    if (!isAway) return;
    // Every answer to this call is noticed by the client itself; a failure is what we already know.
    const timer = setInterval(() => void unwrap(api.http.GET('/health')).catch(() => undefined), RETRY_MS);
    return () => {
      clearInterval(timer);
      void queryClient.invalidateQueries();
    };
  }, [isAway, api, queryClient]);

  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-3 z-40 flex justify-center px-4">
      {isAway && (
        <p className="appear flex items-center gap-2.5 rounded-full border border-line bg-raised px-4 py-2 text-sm shadow-float">
          <WifiOff size={15} className="text-warn" aria-hidden="true" />
          {t('common.away')}
        </p>
      )}
    </div>
  );
}

function useIsAway(reachability: Reachability): boolean {
  return useSyncExternalStore((onChange) => {
    reachability.events.addEventListener('change', onChange);
    return () => reachability.events.removeEventListener('change', onChange);
  }, reachability.isAway);
}

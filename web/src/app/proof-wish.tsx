import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { proofWish } from '../lib/confirmed.ts';

const ProofDialog = lazy(() => import('./proof-dialog.tsx').then((module) => ({ default: module.ProofDialog })));

/** Shows the question of an act that needs a recent sign-in, on whatever page it comes up. */
export function ProofWish() {
  const wish = useStore(proofWish);
  if (!wish) return null;
  return (
    <Suspense fallback={null}>
      <ProofDialog onEnd={wish.end} />
    </Suspense>
  );
}

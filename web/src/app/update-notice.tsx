import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { startServiceWorker, takeUpdate, waitingUpdate } from '../lib/service-worker.ts';
import { useText } from '../lib/use-text.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';

/** Says that a newer build of the page is there. Nothing is reloaded under somebody's hands. */
export function UpdateNotice() {
  const t = useText();
  const worker = useStore(waitingUpdate);
  const [put, setPut] = useState<ServiceWorker | null>(null);
  useEffect(() => whenIdle(startServiceWorker), []);
  if (!worker || worker === put) return null;
  return (
    <div
      role="status"
      className="appear fixed top-4 left-1/2 z-50 flex w-max max-w-[calc(100%-2rem)] -translate-x-1/2 items-center gap-2 rounded-xl border border-line bg-raised py-2 pr-2 pl-4 text-sm shadow-float"
    >
      <p>{t('common.newVersion')}</p>
      <Button size="small" look="primary" onClick={() => takeUpdate(worker)}>
        {t('common.reload')}
      </Button>
      <IconButton label={t('common.later')} size="smallIcon" onClick={() => setPut(worker)}>
        <X size={14} />
      </IconButton>
    </div>
  );
}

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { dismissToast, type Toast, toasts } from '../lib/toast.ts';
import { useText } from '../lib/use-text.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';

/** What is said in passing. It takes no focus and no place. */
export function ToastList() {
  const shown = useStore(toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 grid justify-items-center gap-2 sm:justify-items-end"
    >
      {shown.map((toast) => (
        <ToastItem key={toast.key} toast={toast} />
      ))}
    </div>
  );
}

/** Its time begins anew after somebody was at it, with the pointer or the keyboard. */
function ToastItem({ toast: { key, text, isTrouble, shownMs, undo } }: { toast: Toast }) {
  const t = useText();
  const [isPointedAt, setPointedAt] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isHeld = isPointedAt || isFocused;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(key), shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, key, shownMs]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here by pointer or key; it only stays for whoever is at it
    <div
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="appear pointer-events-auto flex max-w-md items-center gap-3 rounded-xl border border-line bg-raised py-2 pr-2 pl-4 text-sm shadow-float"
    >
      <p className={`min-w-0 flex-1 ${isTrouble ? 'text-danger' : ''}`}>{text}</p>
      {undo && (
        <Button
          size="small"
          onClick={() => {
            undo();
            dismissToast(key);
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      <IconButton label={t('common.close')} size="smallIcon" onClick={() => dismissToast(key)}>
        <X size={14} />
      </IconButton>
    </div>
  );
}

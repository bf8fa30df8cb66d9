import { useText } from '../lib/use-text.ts';
import { Mark } from '../ui/mark.tsx';

/** While it is not known yet who is here. */
export function Opening() {
  const t = useText();
  return (
    <div className="grid h-full place-items-center" role="status">
      <Mark className="size-9 animate-pulse text-line-strong" />
      <span className="sr-only">{t('common.loading')}</span>
    </div>
  );
}

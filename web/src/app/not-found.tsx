import { Link } from '@tanstack/react-router';
import { useText } from '../lib/use-text.ts';

export function NotFound() {
  const t = useText();
  return (
    <main className="grid h-full place-content-center justify-items-center gap-3 px-6 text-center">
      <h1 className="text-xl font-semibold">{t('common.nothingHere')}</h1>
      <Link to="/" className="text-accent underline underline-offset-3">
        {t('common.toConversations')}
      </Link>
    </main>
  );
}

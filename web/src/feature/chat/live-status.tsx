import type { Turn } from '@omniai/client';
import { useEffect, useState } from 'react';
import { useText } from '../../lib/use-text.ts';

/** Tells a screen reader that an answer has begun and that it has ended; reading every piece of it out would drown everything else. */
export function LiveStatus({ turn }: { turn: Turn | undefined }) {
  const t = useText();
  const [said, setSaid] = useState<'chat.begun' | 'chat.ended' | null>(null);
  const key = turn?.key;
  useEffect(() => {
    if (key === undefined) return;
    setSaid('chat.begun');
    return () => setSaid('chat.ended');
  }, [key]);
  return (
    <p role="status" className="sr-only">
      {said && t(said)}
    </p>
  );
}

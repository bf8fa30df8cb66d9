import { useEffect, useState } from 'react';
import type { Turn } from './turn.ts';

/** Tells a screen reader that an answer has begun and that it has ended; reading every piece of it out would drown everything else. */
export function LiveStatus({ turn }: { turn: Turn | undefined }) {
  const [said, setSaid] = useState('');
  const key = turn?.key;
  useEffect(() => {
    if (key === undefined) return;
    setSaid('An answer is being written.');
    return () => setSaid('The answer has ended.');
  }, [key]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

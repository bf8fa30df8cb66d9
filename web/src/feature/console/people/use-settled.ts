import { useEffect, useState } from 'react';

/** What is typed, once it has stood still for a moment. */
export function useSettled(typed: string, waitMs = 300): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), waitMs);
    return () => clearTimeout(timer);
  }, [typed, waitMs]);
  return settled;
}

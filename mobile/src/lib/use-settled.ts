import { useEffect, useState } from 'react';

const SETTLED_MS = 250;

/** A value that has not changed for a moment: what somebody has typed, not what they are typing. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

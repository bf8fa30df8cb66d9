import { type RefObject, useEffect, useRef } from 'react';

/** The newest value, for callbacks that outlive the drawing they were made in. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

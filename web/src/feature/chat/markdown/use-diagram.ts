import { useState } from 'react';

/** A diagram on its way onto the page. */
export interface Diagram {
  readonly code: string;
  /** As tall as it is; undefined until it is drawn, and where it cannot be. */
  readonly heightPx: number | undefined;
  readonly isDrawn: boolean;
  /** Otherwise its code is. */
  readonly isShown: boolean;
  setHeight(heightPx: number): void;
  toggle(): void;
}

/** How tall diagrams were, so that one that comes back onto the page takes its room at once. */
const heights = new Map<string, number>();
const MAX_REMEMBERED = 200;

/** @param code what to draw; undefined where there is nothing to draw, or not yet */
export function useDiagram(code: string | undefined): Diagram | undefined {
  const [measured, setMeasured] = useState<number>();
  const [wantsCode, setWantsCode] = useState(false);
  if (code === undefined) return undefined;
  const heightPx = measured ?? heights.get(code);
  const isDrawn = heightPx !== undefined;
  return {
    code,
    heightPx,
    isDrawn,
    isShown: isDrawn && !wantsCode,
    setHeight(px) {
      if (heights.size >= MAX_REMEMBERED) heights.clear();
      heights.set(code, px);
      setMeasured(px);
    },
    toggle: () => setWantsCode(!wantsCode),
  };
}

import { useLayoutEffect, useRef, useState } from 'react';

type Draw = typeof import('./draw-formula.ts').drawFormula;

/** Longer ones are shown as they are written: reading one takes longer than its length. */
const MAX_LENGTH = 5_000;
let draw: Draw | undefined;

interface FormulaProps {
  tex: string;
  isDisplay: boolean;
}

/** A formula. Until it can be read, as long as half of it is there for instance, it is shown as it is written. */
export function Formula({ tex, isDisplay }: FormulaProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  useLayoutEffect(() => {
    let isStale = false;
    const show = (drawFormula: Draw) => {
      if (isStale || !place.current || tex.length > MAX_LENGTH) return;
      const fresh = document.createElement('span');
      try {
        drawFormula(fresh, tex, isDisplay);
      } catch {
        return; // What was drawn of its beginning stays.
      }
      place.current.replaceChildren(fresh);
      setIsDrawn(true);
    };
    if (draw) show(draw);
    else void loadDraw().then(show, () => undefined); // Without it, a formula is shown as it is written.
    return () => {
      isStale = true;
    };
  }, [tex, isDisplay]);
  return (
    <span className={isDisplay ? 'formula-block' : 'formula'}>
      {!isDrawn && <code className="inline-code">{tex}</code>}
      <span ref={place} />
    </span>
  );
}

async function loadDraw(): Promise<Draw> {
  ({ drawFormula: draw } = await import('./draw-formula.ts'));
  return draw;
}

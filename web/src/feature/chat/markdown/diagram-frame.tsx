import mermaidUrl from 'mermaid/dist/mermaid.min.js?url';
import { useEffect, useRef } from 'react';
import { useText } from '../../../lib/use-text.ts';
import type { Diagram } from './use-diagram.ts';

/** No diagram makes a page endless. */
const MAX_HEIGHT_PX = 4_000;

/**
 * A frame with an origin of its own and no network, in which a diagram is drawn: what a model wrote is handed to a large library there,
 * which can reach nothing of the page. It only says how tall the drawing is.
 */
export function DiagramFrame({ diagram }: { diagram: Diagram }) {
  const t = useText();
  const { code, heightPx, isShown, setHeight } = diagram;
  const frame = useRef<HTMLIFrameElement>(null);
  const tell = useRef(setHeight);
  tell.current = setHeight;
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent<unknown>) => {
      const target = frame.current?.contentWindow;
      if (!target || source !== target || typeof data !== 'object' || data === null) return;
      if ('isReady' in data) {
        // An origin of its own has no name that could be written here.
        target.postMessage({ code, libraryUrl: new URL(mermaidUrl, location.href).href, isDark: isPageDark() }, '*');
      }
      if ('heightPx' in data && typeof data.heightPx === 'number' && data.heightPx > 0) {
        tell.current(Math.min(Math.ceil(data.heightPx), MAX_HEIGHT_PX));
      }
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [code]);
  return (
    <iframe
      ref={frame}
      title={t('chat.diagram')}
      sandbox="allow-scripts"
      src={`${import.meta.env.BASE_URL}diagram/frame.html`}
      style={{ height: heightPx }}
      // While it is not to be seen it keeps its width, by which it is drawn.
      className={isShown ? 'block w-full' : 'invisible absolute w-full'}
      tabIndex={-1}
    />
  );
}

function isPageDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

import '../src/style.css';
import { I18nProvider } from '@lingui/react';
import { createRoot, type Root } from 'react-dom/client';
import { Markdown } from '../src/feature/chat/markdown/markdown.tsx';
import { i18n, loadArea, speak } from '../src/lib/i18n.ts';
import { findForbidden } from './find-forbidden.ts';

interface Sheet {
  element: HTMLElement;
  root: Root;
}

const sheets: Sheet[] = [];
/** Resolves when nothing is left to draw, also of what is drawn in slices. */
const settled = () => new Promise((resolve) => requestIdleCallback(resolve));

/** Draws each text on a sheet of its own. @returns what stands on any of them that may not, with the text that brought it */
async function draw(texts: readonly string[], isComplete: boolean): Promise<string[]> {
  texts.forEach((text, index) => {
    sheetAt(index).root.render(
      <I18nProvider i18n={i18n}>
        <Markdown text={text} isComplete={isComplete} />
      </I18nProvider>,
    );
  });
  await settled();
  return texts.flatMap((text, index) =>
    findForbidden(sheetAt(index).element).map((fault) => `${fault} in ${JSON.stringify(text)}`),
  );
}

/** Takes all sheets away. */
function clear(): void {
  for (const { root, element } of sheets.splice(0)) {
    root.unmount();
    element.remove();
  }
}

function sheetAt(index: number): Sheet {
  const existing = sheets[index];
  if (existing) return existing;
  const element = document.body.appendChild(document.createElement('div'));
  const sheet = { element, root: createRoot(element) };
  sheets[index] = sheet;
  return sheet;
}

await loadArea('chat');
await speak('en');
Object.assign(window, { draw, clear });
document.body.dataset.ready = '';

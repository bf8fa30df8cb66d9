import { type AnswerView, toAnswerParts } from '@omniai/client';
import { lazy, Suspense } from 'react';
import { ToolCall } from './tool-call.tsx';

const loadMarkdown = () => import('./markdown/markdown.tsx').then((module) => ({ default: module.Markdown }));
const Markdown = lazy(loadMarkdown);

/** Fetches what answers are drawn with, so that it is there before the first answer is. */
export function preloadMarkdown(): void {
  // If this fails, the first answer asks for it again.
  loadMarkdown().catch(() => undefined);
}

/** What an answer says, with the tools it used in the places where it used them. */
export function AnswerBody({ view, isLive }: { view: AnswerView; isLive: boolean }) {
  return toAnswerParts(view.text, view.toolCalls).map((part) =>
    part.kind === 'tool' ? (
      <ToolCall key={part.use.id} use={part.use} isLive={isLive} />
    ) : (
      <Suspense key={part.start} fallback={<p className="text-base leading-[1.65] whitespace-pre-wrap">{part.text}</p>}>
        <Markdown text={part.text} isComplete={view.status === 'complete'} />
      </Suspense>
    ),
  );
}

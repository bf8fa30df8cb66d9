import type { GuideSection } from './split-page.ts';

const LABEL = 'This is the built-in guide, not a model: it only quotes the documentation.';

/**
 * The guide's answer in pieces, line by line: the label, then the sections that were found, word for word with their titles.
 * With none it says so and names the pages there are.
 */
export function* composeAnswer(sections: readonly GuideSection[], titles: readonly string[]): Generator<string> {
  yield `*${LABEL}*\n\n`;
  if (sections.length === 0) {
    yield 'I found nothing about that in the guide. ';
    yield titles.length > 0
      ? `It has these pages: ${titles.join(', ')}.`
      : 'Its pages are missing from this installation.';
    yield ' For other questions, connect a model first: ask me "How do I connect LM Studio?" or "How do I connect Ollama?"';
    return;
  }
  for (const { page, title, text } of sections) {
    yield `## ${page === title ? page : `${page}: ${title}`}\n\n`;
    for (const line of text.split('\n')) yield `${line}\n`;
    yield '\n';
  }
}

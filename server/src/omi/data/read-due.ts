import { findDue, type Moment } from '../intent/find-due.ts';
import { findLanguage } from '../intent/find-language.ts';
import { readTokens } from '../intent/read-tokens.ts';

const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads when something is due, from an ISO 8601 time or from words like "tomorrow at nine".
 * @returns milliseconds since 1970, or undefined when no time to come is named
 */
export function readDue(text: string, { language: tag, ...moment }: Moment & { language: string }): number | undefined {
  const words = text.trim();
  if (ISO_WITH_ZONE.test(words)) {
    const at = Date.parse(words);
    return at > moment.now ? at : undefined;
  }
  const language = findLanguage(tag);
  return findDue(readTokens(words, language.spellings), language.due, moment)?.due_at;
}

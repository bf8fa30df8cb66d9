interface Choice {
  id: string;
  text: string;
}

const MAX_MATCHES = 5;

/**
 * Finds the tasks that somebody may mean by some words: those that hold all of them, or else those that share the most.
 * @returns the matches, best first, and whether there is no doubt about a single one
 */
export function findTask(words: string, tasks: readonly Choice[]): { matches: Choice[]; isSure: boolean } {
  const wanted = wordsOf(words);
  const scored = tasks
    .map((task) => ({ task, shared: wordsOf(task.text).filter((word) => wanted.includes(word)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  const best = scored[0]?.shared ?? 0;
  const matches = scored.filter(({ shared }) => shared === best).map(({ task }) => task);
  return { matches: matches.slice(0, MAX_MATCHES), isSure: best === wanted.length };
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))];
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { type GuideSection, splitPage } from './split-page.ts';

export interface GuideIndex {
  /** Titles of all pages, in the order of their files. */
  titles: readonly string[];
  /** The sections that answer `question` best, best first; none when nothing fits. */
  search(question: string): GuideSection[];
}

/** Words that say nothing about what is asked; without them a question about the weather would match every page. */
const STOP_WORDS = new Set(
  (
    'a about all also am an and any are as at be been but by can could did do does doing for from get give had has have hello help hey hi how i if in is ' +
    'it its know let like make many may me more much my need no not now of omniai on one or our out per please show so some tell than thank thanks that the ' +
    'their them then there they this to up us use want was we were what when where which who whose why will with would you your'
  ).split(' '),
);

const MAX_QUESTION_UNITS = 1_000;
const MAX_SECTIONS = 3;
/** Of the words asked for, how many a section must contain: half of a short question, more of one where chance finds half. */
const MIN_COVERAGE = { short: 0.5, long: 0.6 };
const LONG_QUESTION_WORDS = 4;
/** Of a second section, how much of the best one's score. */
const MIN_SHARE_OF_BEST = 0.5;

/** Reads the guide's pages into memory (some tens of KiB). A folder that is not there gives an index without pages. */
export async function openGuideIndex(pagesDir: string): Promise<GuideIndex> {
  const pages = await readPages(pagesDir);
  const sections = pages.flatMap((page) => splitPage(page));
  const search = new MiniSearch<GuideSection & { id: number }>({
    fields: ['page', 'title', 'text'],
    processTerm: toWord,
    searchOptions: {
      boost: { title: 3, page: 2 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  search.addAll(sections.map((section, id) => ({ id, ...section })));
  return {
    titles: [...new Set(sections.map(({ page }) => page))],
    search: (question) => {
      const asked = question.slice(0, MAX_QUESTION_UNITS);
      const wordCount = new Set(
        asked
          .split(/[^\p{L}\p{N}'’]+/u)
          .map(toWord)
          .filter(Boolean),
      ).size;
      const coverage = wordCount < LONG_QUESTION_WORDS ? MIN_COVERAGE.short : MIN_COVERAGE.long;
      const found = search.search(asked).filter(({ queryTerms }) => new Set(queryTerms).size >= wordCount * coverage);
      const minScore = (found[0]?.score ?? 0) * MIN_SHARE_OF_BEST;
      return found
        .filter(({ score }) => score >= minScore)
        .slice(0, MAX_SECTIONS)
        .flatMap(({ id }) => sections[id] ?? []);
    },
  };
}

/** The form in which a word is indexed and looked up; null for one that says nothing. */
function toWord(term: string): string | null {
  const word = term.toLowerCase().replace(/['’]s$/, '');
  return word === '' || STOP_WORDS.has(word) ? null : word;
}

async function readPages(pagesDir: string): Promise<string[]> {
  try {
    const names = (await readdir(pagesDir)).filter((name) => name.endsWith('.md')).sort();
    return await Promise.all(names.map((name) => readFile(join(pagesDir, name), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

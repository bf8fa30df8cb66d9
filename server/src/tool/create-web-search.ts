import { z } from 'zod';
import type { Citation } from '../provider/spec.ts';
import { createCheckedFetch } from './checked-fetch.ts';
import { describeToolFailure } from './describe-tool-failure.ts';
import type { ToolLimits } from './limits.ts';
import type { OfferedTool } from './offered-tool.ts';

/** More results than anybody reads; the first few answer. */
const MAX_RESULTS = 8;
const MAX_TITLE_UNITS = 200;
const MAX_SNIPPET_UNITS = 1_000;
const MAX_QUERY_UNITS = 500;

const argumentsSchema = z.object({ query: z.string().trim().min(1).max(MAX_QUERY_UNITS) });

/** What of an answer of SearXNG's `format=json` is used. */
const answerSchema = z.object({
  results: z.array(z.object({ url: z.string(), title: z.string().nullish(), content: z.string().nullish() })),
});

const PARAMETERS = {
  type: 'object',
  properties: { query: { type: 'string', description: 'What to look for, as one would type it into a search engine' } },
  required: ['query'],
} as const;

/**
 * A tool that searches the web through a SearXNG server.
 * @param url of the server, for example `http://127.0.0.1:8888`; whoever set it runs this machine
 */
export function createWebSearch(url: string, limits: ToolLimits): { tool: OfferedTool; close(): Promise<void> } {
  const { fetch, close } = createCheckedFetch(true, limits);
  const tool: OfferedTool = {
    tool: {
      name: 'web_search',
      description: 'Searches the web. Gives titles, addresses and excerpts; name the addresses you rely on.',
      parameters: PARAMETERS,
    },
    server: 'web',
    name: 'search',
    isWriting: false,
    async call(args, signal) {
      const wanted = argumentsSchema.safeParse(args);
      if (!wanted.success) return failure(`The search needs a query of at most ${MAX_QUERY_UNITS} characters.`);
      const asked = `${url}/search?${new URLSearchParams({ q: wanted.data.query, format: 'json' })}`;
      const within = AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]);
      try {
        const answer = await fetch(asked, { signal: within });
        if (!answer.ok) {
          await answer.body?.cancel();
          return failure(explain(answer.status));
        }
        return toOutput(answerSchema.parse(await answer.json()).results);
      } catch (error) {
        return failure(describeToolFailure(error, 'The web search', url));
      }
    },
  };
  return { tool, close };
}

function toOutput(results: z.infer<typeof answerSchema>['results']) {
  const found = results.filter(({ url }) => /^https?:\/\//i.test(url) && URL.canParse(url)).slice(0, MAX_RESULTS);
  if (found.length === 0) return { text: 'Nothing was found.', isError: false, citations: [] };
  const parts = found.map(({ url, title, content }, i) => {
    const heading = (title || url).slice(0, MAX_TITLE_UNITS);
    return `[${i + 1}] ${heading}\n${url}\n${(content ?? '').slice(0, MAX_SNIPPET_UNITS)}`;
  });
  const citations = found.map(
    ({ url, title }): Citation => ({ url, title: (title || url).slice(0, MAX_TITLE_UNITS), start: null, end: null }),
  );
  return { text: parts.join('\n\n'), isError: false, citations };
}

function explain(status: number): string {
  if (status === 403)
    return 'The web search refuses JSON (HTTP 403): its settings must list json under search.formats.';
  if (status === 429) return 'The web search has had too many questions (HTTP 429). Try again later.';
  return `The web search cannot answer now (HTTP ${status}).`;
}

function failure(text: string) {
  return { text, isError: true, citations: [] };
}

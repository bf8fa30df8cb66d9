import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { Store } from '../store/open.ts';
import { SAFE_BYTES_A_TOKEN, TOKENS_AROUND_A_MESSAGE } from './estimate-tokens.ts';

/** Who counted, and what. */
interface Sample {
  provider: string;
  model: string;
  /** Of the whole prompt, in UTF-8. */
  promptBytes: number;
  promptMessages: number;
  /** As the vendor reported it. */
  promptTokens: number;
}

/** How many bytes of a prompt make a token of each model, learnt from what vendors report. */
export interface TokenRatios {
  /** To count with; a margin is taken off. */
  bytesAToken(provider: string, model: string): number;
  learn(sample: Sample): void;
  load(store: Store): Promise<void>;
  /** Writes down what was learnt since the last time, if anything. */
  save(store: Store, now: number): Promise<void>;
}

const KEY = 'bytes_a_token';
const MAX_MODELS = 1_000;
/** What a sample weighs against what was known before. */
const WEIGHT = 0.2;
/** Texts differ by about so much from the average text. */
const MARGIN = 0.9;
/** Shorter prompts are mostly template. */
const LEAST_BYTES = 500;
/** Outside of this it was something else that was counted: a part of the prompt that was not cached, or more than our text. */
const POSSIBLE = { least: 1.2, most: 7 };

const storedSchema = z.record(z.string(), z.number().min(POSSIBLE.least).max(POSSIBLE.most));

export function createTokenRatios(): TokenRatios {
  const ratios = new LRUCache<string, number>({ max: MAX_MODELS });
  let isSaved = true;

  return {
    bytesAToken(provider, model) {
      const known = ratios.get(keyOf(provider, model));
      return known === undefined ? SAFE_BYTES_A_TOKEN : known * MARGIN;
    },
    learn({ provider, model, promptBytes, promptMessages, promptTokens }) {
      const seen = promptBytes / (promptTokens - promptMessages * (TOKENS_AROUND_A_MESSAGE / 2));
      if (promptBytes < LEAST_BYTES || !(seen >= POSSIBLE.least && seen <= POSSIBLE.most)) return;
      const key = keyOf(provider, model);
      const before = ratios.get(key) ?? SAFE_BYTES_A_TOKEN;
      ratios.set(key, before + (seen - before) * WEIGHT);
      isSaved = false;
    },
    async load({ read }) {
      const stored = await instanceStateReader.find(read, KEY);
      if (stored === undefined) return;
      for (const [key, ratio] of Object.entries(storedSchema.parse(JSON.parse(stored)))) ratios.set(key, ratio);
    },
    async save(store, now) {
      if (isSaved) return;
      isSaved = true;
      const learnt = JSON.stringify(Object.fromEntries(ratios.entries()));
      await store.transact((tx) => instanceStateWriter.put(tx, KEY, learnt, now));
    },
  };
}

function keyOf(provider: string, model: string): string {
  return `${provider} ${model}`;
}

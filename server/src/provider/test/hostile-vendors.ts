import type { HostileVendor } from './hostile-vendor.ts';
import { ANTHROPIC } from './vendor/anthropic.ts';
import { GOOGLE } from './vendor/google.ts';
import { OLLAMA } from './vendor/ollama.ts';
import { OPENAI } from './vendor/openai.ts';
import { OPENAI_COMPATIBLE } from './vendor/openai-compatible.ts';

/** Every adapter that talks over a network; the long suite faces each of them with everything. */
export const HOSTILE_VENDORS: readonly HostileVendor[] = [OPENAI_COMPATIBLE, OPENAI, OLLAMA, ANTHROPIC, GOOGLE];

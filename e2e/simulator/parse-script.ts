import { SimulatorError } from './simulator-error.ts';

/** One thing that happens in front of the device. */
export type ScriptStep =
  | { kind: 'say'; text: string; isUser: boolean }
  | { kind: 'pause'; ms: number }
  /** The conversation is over: Omi closes it and tells its webhook. */
  | { kind: 'end' };

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000 };
const OTHER = /^other:\s*/i;
const PAUSE = /^(\d+(?:\.\d+)?)\s*([smh])$/;

/**
 * Reads one line of a script: `|` parts deliveries, `(3s)`, `(2m)` and `(1h)` are pauses, `(end)` ends the conversation, `other:` at the
 * beginning is somebody else who speaks, and a line that begins with `#` is a remark.
 * @throws SimulatorError for anything else in brackets
 */
export function parseLine(line: string): ScriptStep[] {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const isUser = !OTHER.test(text);
  return text
    .replace(OTHER, '')
    .split(/(\([^)]*\))|\|/)
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('(') ? parseBrackets(part.slice(1, -1).trim()) : { kind: 'say', text: part, isUser },
    );
}

function parseBrackets(text: string): ScriptStep {
  if (text === 'end') return { kind: 'end' };
  const [, amount, unit] = PAUSE.exec(text) ?? [];
  if (unit !== 's' && unit !== 'm' && unit !== 'h') {
    throw new SimulatorError(`“(${text})” is no pause. Write (3s), (2m), (1h) or (end).`);
  }
  return { kind: 'pause', ms: Number(amount) * UNITS_MS[unit] };
}

import type { Random } from '../omi/vary-delivery.ts';
import { type ChaosSegment, pick, shuffle, type TalkItem } from './chaos-talk.ts';

const SENDERS = 3;
const LEAST_WORDS = 3;
const FORMS = ['object', 'array', 'body_uid'] as const;

/** What one sender sends at once, and in which form. */
export interface ChaosDelivery {
  form: (typeof FORMS)[number];
  segments: readonly ChaosSegment[];
}

/**
 * Makes deliveries of all that is said: each segment alone, with its neighbours or both, some again, some with fewer words before or after
 * they come whole, in any order.
 * @returns one list for each sender; the lists are sent at once
 */
export function createDeliveries(items: readonly TalkItem[], random: Random): ChaosDelivery[][] {
  const segments = items.flatMap((item) => item.segments);
  const whole = cover(segments, random);
  const overlapping = random() < 0.5 ? cover(segments, random) : [];
  const young = items.filter(({ mayGrow }) => mayGrow && random() < 0.6).flatMap((item) => toYoung(item, random));
  const again = [...whole, ...overlapping, ...young].filter(() => random() < 0.4);
  const mixed = shuffle([...whole, ...overlapping, ...young, ...again], random);
  const senders = Array.from({ length: SENDERS }, (): ChaosDelivery[] => []);
  for (const each of mixed) pick(senders, random).push({ form: pick(FORMS, random), segments: each });
  return senders;
}

/** Every segment once, one to three of them together. */
function cover(segments: readonly ChaosSegment[], random: Random): ChaosSegment[][] {
  const deliveries: ChaosSegment[][] = [];
  for (let at = 0; at < segments.length; ) {
    const length = 1 + Math.floor(random() * 3);
    deliveries.push(segments.slice(at, at + length));
    at += length;
  }
  return deliveries;
}

/**
 * The last segment before it was all recognised; without an id nothing tells that it is the same. A wake word that stands alone would wait
 * for whatever comes next, so it comes with the first word of its question.
 */
function toYoung({ segments }: TalkItem, random: Random): ChaosSegment[][] {
  const last = segments.at(-1);
  const words = last?.text.split(' ') ?? [];
  if (last?.id === undefined || words.length <= LEAST_WORDS) return [];
  const said = words.slice(0, LEAST_WORDS + Math.floor(random() * (words.length - LEAST_WORDS)));
  const endS = last.start + ((last.end - last.start) * said.length) / words.length;
  const end = Math.round(endS * 100) / 100;
  return [[{ ...last, text: said.join(' '), end, is_user: last.is_user && random() < 0.5 }]];
}

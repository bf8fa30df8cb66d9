import { createSegment } from '../omi/create-segment.ts';
import type { OmiSegment } from '../omi/deliver.ts';
import type { Random } from '../omi/vary-delivery.ts';

/** A segment in its last form; where Omi gave it no id, its words and times are what it is known by. */
export type ChaosSegment = Omit<OmiSegment, 'id'> & { id?: string };

/** Something that is said in one go, and all that must follow from it. */
export interface TalkItem {
  segments: readonly ChaosSegment[];
  /** Whether copies of the last segment with fewer words may come too. */
  mayGrow: boolean;
  asks: readonly string[];
  remembers: readonly string[];
  adds: readonly string[];
}

/** Talk that is not meant for the device. In all that follows `|` parts segments. */
const AMBIENT = [
  'The soup is good today.',
  'We should paint the fence on Saturday.',
  'I think the train was late again',
  'And then she laughed about the hat.',
  'No, the other key.',
  'Well, that depends on the weather, does it not?',
  'Naomi will bring the omelette.',
];
const QUESTIONS = [
  'what is in a bowl of ramen?',
  'who wrote the Odyssey?',
  'how far away is the moon?',
  'when was the lighthouse of Alexandria built?',
  'why do cats purr at night?',
  'which tree grows the fastest?',
  'where do eels come from?',
  'what does a cooper make?',
  'how do you sharpen a chisel?',
  'who discovered penicillin?',
  'when do swallows leave Europe?',
  'what makes bread rise?',
];
/** The middle takes longer than the pause that ends what is said, so that first and last without it are no question. */
const LONG_QUESTIONS = [
  'tell me | everything about the very long history of the | old lighthouse.',
  'what would | happen to the level of all the seas if | Greenland melted?',
  'how did | sailors without any clock on board ever find | their longitude?',
];
const MEMORIES = ['Anna likes green tea', 'the spare key is under the pot', 'Tom is allergic to nuts'];
const TASKS = ['water the plants', 'buy an inner tube', 'call the plumber'];
const WAKES = ['Hey Omi,', 'hey Omie,', 'Omi,'];

const WORDS_PER_SECOND = 2.5;
/** Longer than the pause that ends what is said, whatever is missing beside it. */
const GAP_S = 2.2;
/** Longer than the pause that may follow a wake word alone. */
const GAP_AFTER_WAKE_S = 5.2;
/** Omi's times reach back so far only within one conversation. */
const LONGEST_S = 50;
const MOST_EFFECTS = 5;

/**
 * Makes up a talk of up to a minute in which what must follow does not depend on what arrives first: between two things that are said there
 * is a pause, and of a question in pieces no part but the whole has both its wake word and its end.
 */
export function createTalk(random: Random): TalkItem[] {
  const pools = { questions: shuffle(QUESTIONS, random), long: shuffle(LONG_QUESTIONS, random) };
  const commands = { memories: shuffle(MEMORIES, random), tasks: shuffle(TASKS, random) };
  const items: TalkItem[] = [];
  let startS = random() * 5;
  let effects = 0;
  const say = (script: string, means: Partial<Omit<TalkItem, 'segments'>> = {}) => {
    const segments = toSegments(script, startS, random);
    items.push({ mayGrow: false, asks: [], remembers: [], adds: [], ...means, segments });
    startS = (segments.at(-1)?.end ?? startS) + (script.includes('. |') ? GAP_AFTER_WAKE_S : GAP_S) + random();
    effects += (means.asks?.length ?? 0) + (means.remembers?.length ?? 0) + (means.adds?.length ?? 0);
  };
  while (startS < LONGEST_S) {
    const kind = random();
    const wake = pick(WAKES, random);
    if (kind < 0.4 || effects >= MOST_EFFECTS) {
      say(pick(AMBIENT, random), { mayGrow: random() < 0.5 });
    } else if (kind < 0.5) {
      const memory = commands.memories.pop();
      if (memory) say(`${wake} remember that ${memory}.`, { remembers: [memory], mayGrow: true });
    } else if (kind < 0.6) {
      const task = commands.tasks.pop();
      if (task) say(`${wake} add a task | to ${task}.`, { adds: [task] });
    } else if (kind < 0.66) {
      const [one, other] = [pools.questions.pop(), pools.questions.pop()];
      if (one && other) say(`Hey Omi, ${one} Hey Omi, ${other}`, { asks: [one, other] });
    } else if (kind < 0.74) {
      const long = pools.long.pop();
      if (long) say(`${wake} ${long}`, { asks: [long.replaceAll(' | ', ' ')], mayGrow: true });
    } else {
      const question = pools.questions.pop();
      if (!question) continue;
      const [script, again] = pick(WAYS, random)(wake, question);
      say(script, { asks: [question], mayGrow: again === undefined });
      if (!again) continue;
      say(again);
      // Two that are the same are one thing that is said: it comes within the time in which that is noticed.
      const segments = items.splice(-2).flatMap((item) => item.segments);
      items.push({ segments, mayGrow: false, asks: [question], remembers: [], adds: [] });
    }
  }
  return items;
}

/** Ways in which a question is said; each gives one script or two, the second of which asks the same once more. */
const WAYS: readonly ((wake: string, question: string) => readonly [script: string, again?: string])[] = [
  (wake, question) => [`${wake} ${question}`],
  (wake, question) => [`${wake} ${question}`],
  (wake, question) => [`${wake} ${question.replace(/ (?=\S+ \S+$)/, ' | ')}`],
  (_wake, question) => [`and hey | Omi, ${question}`],
  (_wake, question) => [`Hey Omi. | ${question}`],
  (wake, question) => [`${wake} ${question}`, `Hey Omi, ${question}`],
];

function toSegments(script: string, fromS: number, random: Random): ChaosSegment[] {
  let startS = fromS;
  return script.split(' | ').map((text) => {
    const endS = startS + Math.max(0.3, text.split(' ').length / WORDS_PER_SECOND);
    const id = `s-${Math.floor(random() * 2 ** 48).toString(16)}`;
    const { id: _, ...segment } = createSegment({ id, text, startS, endS, isUser: true });
    startS = endS + 0.4;
    return random() < 0.8 ? { ...segment, id } : segment;
  });
}

/** One of them. @throws RangeError when there is none */
export function pick<T>(from: readonly T[], random: Random): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

/** The same in any order. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

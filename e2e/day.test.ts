import { expect, test, vi } from 'vitest';
import type { TestPerson } from '../server/test/test-person.ts';
import { type Day, startDay } from './day/start-day.ts';

const MORNING = Date.parse('2026-05-04T07:30:00+02:00');

const ANSWERS: Record<string, string> = {
  'how long do I boil an egg?': 'Eight minutes for a firm yolk.',
  'and a goose egg?': 'Thirteen minutes.',
  'who wrote the Odyssey?': 'Homer, by tradition.',
  'what is the capital of Peru': 'Lima, on the coast.',
  'how warm is it outside?': 'I cannot see the weather from here.',
};

function answer(question: string): string {
  if (question.includes('transcript of a meeting')) return 'The roof will be repaired in June. Tom asks for an offer.';
  return ANSWERS[question] ?? `You asked: ${question}`;
}

async function scene(day: Day, title: string, at: string, lines: readonly string[]): Promise<void> {
  // What is due at this very moment belongs to the scene.
  await day.clock.wait(Date.parse(`${at}+02:00`) - 1 - day.clock.now());
  day.lines.push('', `— ${title} —`);
  await day.clock.wait(1);
  for (const line of lines) await day.play(line);
}

test('a day with an Omi reads right', { timeout: 60_000 }, async () => {
  // The jitter of back-offs would make a different day of each.
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  await using day = await startDay(MORNING, answer);
  const { person, omi } = day;

  await scene(day, 'Breakfast: a question with its wake word, among other talk', '2026-05-04T07:30:00', [
    'other: Did you sleep well?',
    'Like a stone. (2.5s)',
    'Hey Omi, how long do I boil an egg? (4s)',
    'other: I like mine soft. (3s)',
    'and hey | Omi, who wrote the Odyssey? (10s)',
  ]);
  await scene(day, 'Going on without the wake word', '2026-05-04T07:40:00', [
    'Hey Omi, switch to follow up mode. (4s)',
    'Hey Omi, how long do I boil an egg? (3s)',
    'and a goose egg? (20s)',
    'Nobody asked you. (3s)',
    'Hey Omi, listen only to the wake word. (4s)',
  ]);
  await scene(day, 'Commands', '2026-05-04T08:00:00', [
    'Hey Omi, remember that Anna likes green tea. (4s)',
    'Hey Omi, remind me to call the plumber at half past nine. (4s)',
    'Hey Omi, add a task buy an inner tube. (4s)',
    'Hey Omi, what are my tasks? (4s)',
    'Hey Omi, switch window. (3s)',
    'Cancel. (4s)',
    'Hey Omi, forget that Anna likes green tea. (3s)',
    'Yes. (4s)',
    'Hey Omi, log this conversation in Omi. (15s)',
    'Hey Omi, open window two. (4s)',
  ]);
  await scene(day, 'The task is due', '2026-05-04T09:30:00', ['(10s)']);
  await scene(day, 'A meeting', '2026-05-04T10:00:00', [
    'Hey Omi, start a meeting. (3s)',
    'other: The roof leaks again. (2s)',
    'We should repair it in June. (2s)',
    'other: I will ask for an offer. (5s)',
    '(end)',
    '(3m)',
    'Hey Omi, end the meeting. (10s)',
  ]);
  await scene(
    day,
    'Omi is down for five minutes: what was asked without an end is answered by a push',
    '2026-05-04T11:00:00',
    [],
  );
  omi.setFault({ kind: 'down' });
  await day.play('Hey Omi, what is the capital of Peru (5m)');
  omi.setFault(undefined);
  await scene(day, 'Omi is back', '2026-05-04T11:06:00', ['(10m)']);
  const manyQuestions = ['Chile', 'Bolivia', 'Ecuador', 'Uruguay', 'Paraguay', 'Colombia', 'Brazil', 'Argentina'].map(
    (country) => `Hey Omi, what is the capital of ${country} (20s)`,
  );
  await scene(day, 'More pushes than an hour allows', '2026-05-04T12:10:00', manyQuestions);
  await scene(day, 'The next hour', '2026-05-04T13:00:00', ['(1m)']);
  await person.call('POST', '/followups', {
    message: 'Did you water the plants?',
    deliver_at: '2026-05-04T16:00:00Z',
  });
  await scene(day, 'A reminder that was set in the app', '2026-05-04T18:00:00', ['(1m)']);
  await person.call('PATCH', '/preferences', {
    quiet_hours: { from: '22:00', to: '07:00' },
    answer_header: ['time', 'window'],
  });
  await scene(day, 'Quiet hours: a reminder waits, a question is answered', '2026-05-04T21:30:00', [
    'Hey Omi, remind me to lock the door at eleven pm. (2h)',
    'Hey Omi, how warm is it outside? (10s)',
  ]);
  await scene(day, 'The next morning', '2026-05-05T07:00:00', ['(1m)']);

  await day.clock.wait(0);
  day.lines.push('', '— In the app, newest first —', ...(await listApp(person)));
  await expect(`${day.lines.join('\n').trim()}\n`).toMatchFileSnapshot('day.txt');
});

async function listApp(person: TestPerson): Promise<string[]> {
  const list = async <Item>(path: string) => (await person.call<{ items: Item[] }>('GET', path)).body.items;
  const conversations = await list<{ title: string }>('/conversations?limit=100');
  const memories = await list<{ text: string }>('/memories');
  const events = await list<{ type: string; status: string; payload: { title?: string } }>('/agent-events');
  const notifications = await list<{ channel: string; status: string }>('/notifications?limit=100');
  const told = Map.groupBy(notifications, ({ channel, status }) => `${channel} ${status}`);
  return [
    ...conversations.map(({ title }) => `conversation      ${title}`),
    ...memories.map(({ text }) => `memory            ${text.replaceAll('\n', ' ')}`),
    ...events.map(({ type, status, payload }) => `${type.padEnd(18)}${payload.title ?? ''} (${status})`),
    ...[...told].sort().map(([way, each]) => `notifications     ${way}: ${each.length}`),
  ];
}

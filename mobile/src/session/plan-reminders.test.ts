import { expect, it } from 'vitest';
import { planReminders, type Reminder } from './plan-reminders.ts';

const NOW = 1_000_000;
const remind = (id: string, inMs: number, text = id): Reminder => ({ id, text, dueMs: NOW + inMs });

it('schedules what is to come, the soonest first, and nothing that is past', () => {
  const plan = planReminders([remind('later', 500), remind('past', -1), remind('now', 0), remind('soon', 5)], [], NOW);
  expect(plan).toEqual({ cancel: [], schedule: [remind('soon', 5), remind('later', 500)] });
});

it('leaves alone what stands already', () => {
  const standing = [remind('a', 5), remind('b', 6)];
  expect(planReminders(standing, standing, NOW)).toEqual({ cancel: [], schedule: [] });
});

it('cancels what was done or deleted', () => {
  expect(planReminders([], [remind('a', 5), remind('b', -5)], NOW)).toEqual({ cancel: ['a', 'b'], schedule: [] });
});

it('replaces what was moved or renamed', () => {
  const wished = [remind('moved', 90), remind('renamed', 5, 'new name')];
  const plan = planReminders(wished, [remind('moved', 5), remind('renamed', 5, 'old name')], NOW);
  expect(plan.cancel.toSorted()).toEqual(['moved', 'renamed']);
  expect(plan.schedule.toSorted((a, b) => b.dueMs - a.dueMs)).toEqual(wished);
});

it('takes no more than a phone keeps, and moves up as those before go', () => {
  const many = Array.from({ length: 80 }, (_, index) => remind(`t${index}`, 1_000 - index));
  const first = planReminders(many, [], NOW).schedule;
  expect(first.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => `t${79 - index}`));
  const plan = planReminders(many.slice(0, 79), first, NOW);
  expect(plan).toEqual({ cancel: ['t79'], schedule: [remind('t29', 971)] });
});

import { expect } from 'vitest';
import type { Person } from './open-person.ts';

/** Waits until these conversations are listed, in this order, and no others. */
export async function seeTitles(person: Person, titles: readonly string[]): Promise<void> {
  const list = person.page.getByRole('navigation', { name: 'Conversations' });
  await expect.poll(() => list.getByRole('link').allTextContents()).toEqual(titles);
}

import { expect } from 'vitest';
import type { Person } from './open-person.ts';

/** Waits until the newest answer is exactly this; markdown drops the space at the end. */
export async function seeAnswer(person: Person, text: string): Promise<void> {
  await expect.poll(() => person.readAnswer()).toBe(text.trimEnd());
}

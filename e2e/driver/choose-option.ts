import type { Person } from './open-person.ts';

/** Chooses from the menu of the conversation with this title. */
export async function chooseOption(person: Person, title: string, option: string): Promise<void> {
  await person.press(`Options for “${title}”`);
  await person.page.getByRole('menuitem', { name: option, exact: true }).click();
}

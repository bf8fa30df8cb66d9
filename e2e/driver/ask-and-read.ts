import type { Person } from './open-person.ts';

/** Asks, and waits for the end of the answer that `answerAtOnce` gives. */
export async function askAndRead(person: Person, question: string): Promise<void> {
  await person.ask(question);
  await person.answer.getByText(`You asked me: ${question}`).waitFor();
  await person.page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
}

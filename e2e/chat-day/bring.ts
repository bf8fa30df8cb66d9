import { expect, vi } from 'vitest';
import type { ConversationImport } from '../../client/src/index.ts';
import type { TestPerson } from '../../server/test/test-person.ts';

/** Brings a file of conversations into somebody's account. @returns what came of it */
export async function bring(person: TestPerson, file: string): Promise<ConversationImport> {
  const answer = await person.fetch('POST', '/conversations/import', JSON.parse(file));
  const { import: begun }: { import: ConversationImport } = JSON.parse(await answer.text());
  const look = async () => {
    const { body } = await person.call<{ import: ConversationImport }>('GET', `/conversations/imports/${begun.id}`);
    expect(body.import.status).not.toBe('running');
    return body.import;
  };
  return vi.waitFor(look, { timeout: 30_000, interval: 50 });
}

import { createAnswerState, type Message, type Turn, type TurnOrigin, toRows } from '@omniai/client';
import { describe, expect, test } from 'vitest';
import { settleTurn } from './settle-turn.ts';

const message = (
  id: string,
  role: Message['role'],
  parentId: string | null,
  fields: Partial<Message> = {},
): Message => ({
  id,
  conversation_id: 'c',
  parent_id: parentId,
  role,
  text: `text of ${id}`,
  status: 'complete',
  source: 'web',
  provider_meta: null,
  error: null,
  files: [],
  pinned: false,
  siblings: [id],
  stream_id: null,
  created_at: '2026-05-02T10:00:00.000Z',
  updated_at: '2026-05-02T10:00:00.000Z',
  ...fields,
});

const u1 = message('u1', 'user', null);
const a1 = message('a1', 'assistant', 'u1');
const u2 = message('u2', 'user', 'a1');
const a2 = message('a2', 'assistant', 'u2');
const writing = message('a2', 'assistant', 'u2', { status: 'streaming', stream_id: 's', text: 'half' });

function turn(origin: TurnOrigin, answer: Partial<Turn['answer']> = {}): Turn {
  return { key: 'k', conversationId: 'c', origin, answer: { ...createAnswerState(), ...answer } };
}
const sent = (answer: Partial<Turn['answer']> = {}) => turn({ kind: 'send', text: 'text of u2' }, answer);
const known = { status: 'streaming', userMessageId: 'u2', messageId: 'a2', text: 'more' } as const;
const keys = (stored: Message[], turns: Turn[]) => toRows(stored, turns).map((row) => row.key);
const pagesOf = (...items: Message[]) => ({ pages: [{ ok: true as const, items }], pageParams: [undefined] });

describe('toRows', () => {
  test('shows stored messages oldest first, by the same row objects every time', () => {
    const rows = toRows([a1, u1], []);
    expect(rows.map((row) => row.key)).toEqual(['u1', 'a1']);
    expect(toRows([a1, u1], [])[0]).toBe(rows[0]);
  });

  test('shows a message at once, before the server has it', () => {
    expect(keys([a1, u1], [sent()])).toEqual(['u1', 'a1', 'k?', 'k']);
  });

  test('never shows a message twice when the stored ones are read again under way', () => {
    expect(keys([a1, u1], [sent(known)])).toEqual(['u1', 'a1', 'u2', 'a2']);
    expect(keys([u2, a1, u1], [sent(known)])).toEqual(['u1', 'a1', 'u2', 'a2']);
    expect(keys([writing, u2, a1, u1], [sent(known)])).toEqual(['u1', 'a1', 'u2', 'a2']);
  });

  test('shows what streams in over what was stored of it, and the stored end over both', () => {
    expect(toRows([writing, u2], [sent(known)]).at(-1)?.turn?.answer.text).toBe('more');
    expect(toRows([a2, u2], [sent(known)]).at(-1)?.turn).toBeNull();
  });

  test('shows the files of a message from the start, also of one that is said in other words', () => {
    const files = [{ id: 'f', name: 'notes.txt', media_type: 'text/plain', kind: 'text' as const, bytes: 3 }];
    const shownBy = (turns: Turn[]) =>
      toRows([], turns).flatMap((row) => (row.kind === 'user' ? row.files.map(({ name }) => name) : []));
    expect(shownBy([turn({ kind: 'send', text: 'x', files })])).toEqual(['notes.txt']);
    const replaced = { ...u1, files };
    const rows = toRows([a1, replaced], [turn({ kind: 'edit', replaced, text: 'y' })]);
    expect(rows[0]).toMatchObject({ kind: 'user', text: 'y', files });
  });

  test('shows another answer in place of the old one and of all that followed it', () => {
    expect(keys([a2, u2, a1, u1], [turn({ kind: 'retry', replaced: a1 })])).toEqual(['u1', 'k']);
  });
});

describe('settleTurn', () => {
  test('puts question and answer at the newest end', () => {
    const settled = settleTurn(pagesOf(a1, u1), sent({ ...known, message: a2 }));
    expect(settled?.pages[0]?.items).toEqual([a2, u2, a1, u1]);
  });

  test('begins the pages of a new conversation', () => {
    const settled = settleTurn(undefined, turn({ kind: 'send', text: 'text of u1' }, { message: a1 }));
    expect(settled?.pages[0]?.items).toEqual([a1, u1]);
  });

  test('keeps the files that went along', () => {
    const files = [{ id: 'f', name: 'notes.txt', media_type: 'text/plain', kind: 'text' as const, bytes: 3 }];
    const settled = settleTurn(undefined, turn({ kind: 'send', text: 'text of u1', files }, { message: a1 }));
    expect(settled?.pages[0]?.items).toEqual([a1, { ...u1, files }]);
  });

  test('replaces what is there already', () => {
    const settled = settleTurn(pagesOf(writing, u2), turn({ kind: 'resume' }, { message: a2 }));
    expect(settled?.pages[0]?.items).toEqual([a2, u2]);
  });

  test('takes the old answer and what followed it out of the branch, across pages', () => {
    const pages = { pages: [...pagesOf(a2, u2).pages, ...pagesOf(a1, u1).pages], pageParams: [undefined, 'next'] };
    const other = message('a3', 'assistant', 'u1', { siblings: ['a1', 'a3'] });
    const settled = settleTurn(pages, turn({ kind: 'retry', replaced: a1 }, { message: other }));
    expect(settled?.pages.flatMap((page) => page.items)).toEqual([other, u1]);
  });

  test('asks to read again when the end is not known', () => {
    expect(settleTurn(pagesOf(a1, u1), sent(known))).toBeUndefined();
  });
});

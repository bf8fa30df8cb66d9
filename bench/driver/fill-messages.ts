import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { createRandom, createVocabulary } from './vocabulary.ts';

const daysBack = 1_000;

/** Writes messages of somebody into the database of a server that is stopped, spread over the last thousand days, and the titles of their conversations. */
export function fillMessages(file: string, userId: string, count: number, messagesPerConversation = 20): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON');
  const conversation =
    db.prepare(`insert into conversations (id, user_id, title, space, created_at, updated_at, title_origin)
    values (?, ?, ?, 'default', ?, ?, 'model')`);
  const message =
    db.prepare(`insert into messages (id, conversation_id, user_id, parent_id, role, text, status, source, created_at, updated_at)
    values (?, ?, ?, ?, ?, ?, 'complete', 'web', ?, ?)`);
  const random = createRandom(1);
  const { sentence } = createVocabulary(random);
  const start = Date.now() - daysBack * 86_400_000;
  const step = Math.floor((daysBack * 86_400_000) / count);
  let [conversationId, parentId]: [string, string | null] = ['', null];
  db.exec('BEGIN');
  for (let i = 0; i < count; i += 1) {
    const at = start + i * step;
    if (i % messagesPerConversation === 0) {
      [conversationId, parentId] = [idAt(at), null];
      conversation.run(conversationId, userId, sentence(6), at, at + step * messagesPerConversation);
    }
    const id = idAt(at);
    const text = sentence(10 + Math.floor(random() * 100));
    message.run(id, conversationId, userId, parentId, i % 2 === 0 ? 'user' : 'assistant', text, at, at);
    parentId = id;
    if (i % 10_000 === 9_999) db.exec('COMMIT; BEGIN');
  }
  db.exec('COMMIT');
  db.close();
}

function idAt(epochMs: number): string {
  const hex = epochMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`;
}

import { expect, it } from 'vitest';
import { acceptPush } from './accept-push.ts';

it.each([
  [
    { kind: 'answer', conversation_id: 'c_1-x' },
    { kind: 'conversation', id: 'c_1-x' },
  ],
  [{ kind: 'task_due', conversation_id: null }, { kind: 'tasks' }],
  [{ kind: 'task_due', due_ms: 1 }, { kind: 'tasks' }],
  [{ kind: 'follow_up', conversation_id: null }, { kind: 'app' }],
  [{ conversation_id: '../settings' }, { kind: 'app' }],
  [undefined, { kind: 'app' }],
] as const)('%j leads to %j', (data, place) => expect(acceptPush(data)).toEqual(place));

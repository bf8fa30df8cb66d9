import { expect, it } from 'vitest';
import { eventUid } from './event-uid.ts';

const app = { kind: 'app' } as const;
const own = { kind: 'link', link: { omi_user_id: 'u1' } } as const;

it.each([
  [app, ['u1'], { kind: 'named', uid: 'u1' }],
  [app, [undefined, 'u1'], { kind: 'named', uid: 'u1' }],
  [app, ['u1', 'u1'], { kind: 'named', uid: 'u1' }],
  [app, ['u1', 'u2'], { kind: 'forged' }],
  [app, [undefined, ''], { kind: 'nobody' }],
  [app, [5, ['u1']], { kind: 'nobody' }],
  [app, ['../u1'], { kind: 'nobody' }],
  [own, [], { kind: 'named', uid: 'u1' }],
  [own, ['u1'], { kind: 'named', uid: 'u1' }],
  [own, ['u2'], { kind: 'forged' }],
])('%j names by %j: %j', (door, named, about) => {
  expect(eventUid(door, ...named)).toEqual(about);
});

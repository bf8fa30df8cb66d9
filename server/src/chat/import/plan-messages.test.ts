import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planMessages } from './plan-messages.ts';
import type { SourceNode } from './source-conversation.ts';

const content = {
  role: 'user' as const,
  text: 'x',
  createdAt: null,
  model: null,
  providerMeta: null,
  isComplete: true,
};
const node = (id: string, parentId: string | null, isTalk = true): SourceNode => ({
  id,
  parentId,
  content: isTalk ? content : null,
});
const plan = (nodes: SourceNode[], currentId: string | null) =>
  planMessages({ nodes, currentId }).map(({ id, parentId }) => `${parentId ?? ''}>${id}`);

it('puts the branch that is shown last, and passes over what is not part of the talk', () => {
  const nodes = [node('a', null), node('tool', 'a', false), node('b', 'tool'), node('c', 'a'), node('d', 'b')];
  expect(plan(nodes, 'd')).toEqual(['>a', 'a>c', 'a>b', 'b>d']);
  expect(plan(nodes, 'c')).toEqual(['>a', 'a>b', 'b>d', 'a>c']);
  expect(plan(nodes, 'tool')).toHaveLength(4);
  expect(plan(nodes, null)).toEqual(['>a', 'a>b', 'b>d', 'a>c']);
});

it('gives every message once behind its parent, whatever the tree is like', () => {
  const id = fc.nat(30).map(String);
  const anyNode = fc.record({ id, parentId: fc.option(id), isTalk: fc.boolean() });
  fc.assert(
    fc.property(fc.uniqueArray(anyNode, { selector: (n) => n.id, maxLength: 25 }), fc.option(id), (list, current) => {
      const nodes = list.map((each) => node(each.id, each.parentId, each.isTalk));
      const planned = planMessages({ nodes, currentId: current });
      const talk = nodes.filter((each) => each.content !== null).map((each) => each.id);
      expect(planned.map((each) => each.id).sort()).toEqual(talk.sort());
      const seen = new Set<string>();
      for (const each of planned) {
        if (each.parentId !== null) expect(seen).toContain(each.parentId);
        seen.add(each.id);
      }
    }),
    { numRuns: 1_000 },
  );
});

it('goes down a branch of any length', () => {
  const nodes = Array.from({ length: 50_000 }, (_, i) => node(String(i), i === 0 ? null : String(i - 1)));
  expect(planMessages({ nodes, currentId: '49999' })).toHaveLength(50_000);
});

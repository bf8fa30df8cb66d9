import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameTools } from './name-tools.ts';

it('gives every tool a name of its own that every vendor takes', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('read', 'read ', 'réad', 'x'.repeat(100), 'x'.repeat(99), ''));
  fc.assert(
    fc.property(fc.array(fc.record({ server: name, name })), (tools) => {
      const names = nameTools(tools);
      expect(names).toHaveLength(tools.length);
      expect(new Set(names).size).toBe(names.length);
      for (const one of names) expect(one).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    }),
  );
  expect(nameTools([{ server: 'notes', name: 'read' }])).toEqual(['notes__read']);
});

import { describe, expect, it } from 'vitest';
import { LiveList } from './live-list.ts';

describe('a list of what comes and goes', () => {
  const [ada, bea, cid, dan] = ['ada', 'bea', 'cid', 'dan'].map((name) => ({ name })) as [Named, Named, Named, Named];
  interface Named {
    name: string;
  }
  const listOf = (...members: Named[]) => {
    const list = new LiveList<Named>();
    for (const member of members) list.add(member);
    return list;
  };
  const names = (list: LiveList<Named>) => list.list().map(({ name }) => name);

  it('holds each member once', () => {
    const list = listOf(ada, bea, ada);
    expect([names(list).sort(), list.size, list.has(ada), list.has(cid)]).toEqual([['ada', 'bea'], 2, true, false]);
  });

  it.each([
    [ada, ['bea', 'cid']],
    [bea, ['ada', 'cid']],
    [cid, ['ada', 'bea']],
    [dan, ['ada', 'bea', 'cid']],
  ])('loses %o and no other', (gone, left) => {
    const list = listOf(ada, bea, cid);
    list.delete(gone);
    list.delete(gone);
    expect(names(list).sort()).toEqual(left);
  });

  it('finds one, and gives all away', () => {
    const list = listOf(ada, bea);
    expect([list.find(({ name }) => name === 'bea'), list.find(({ name }) => name === 'cid')]).toEqual([
      bea,
      undefined,
    ]);
    expect(list.takeAll()).toEqual([ada, bea]);
    expect([list.size, list.list()]).toEqual([0, []]);
  });

  it('lists those of one moment, whoever goes meanwhile', () => {
    const list = listOf(ada, bea, cid);
    const seen: string[] = [];
    for (const member of list.list()) {
      seen.push(member.name);
      list.delete(member);
    }
    expect([seen.sort(), list.size]).toEqual([['ada', 'bea', 'cid'], 0]);
  });
});

/** What a text stands for until it is sent: the n-th newest thing of a kind that the sender knows. */
const MARK = /@known:([a-z]+):(\d+)@/g;
const KEPT = 20;
/** A well-formed id that nothing has. */
const NOBODYS = '01890000-0000-7000-8000-000000000000';
const SAME: Record<string, string> = {
  omi_user_id: 'uid',
  nextCursor: 'cursor',
  current_password: 'password',
  'agent-events': 'event',
  followups: 'followup',
};

/** What a person has seen of ids, tokens and the like, by kind: what makes a generated input hit something. */
export interface KnownThings {
  /** Forgets everything. */
  clear(): void;
  add(kind: string, value: string): void;
  /** Puts what is known in the place of every mark. @param write how it is written there */
  fill(text: string, write: (value: string) => string): string;
  /** Remembers every id in an answer. @param path of the operation, which says what a plain `id` is the id of */
  learn(body: unknown, path: string): void;
}

export function createKnownThings(): KnownThings {
  const byKind = new Map<string, string[]>();
  const add = (kind: string, value: string) => {
    const known = byKind.get(kind) ?? [];
    byKind.set(kind, [value, ...known.filter((other) => other !== value)].slice(0, KEPT));
  };
  const learn = (body: unknown, name: string) => {
    if (Array.isArray(body)) for (const item of body) learn(item, name);
    else if (typeof body === 'object' && body !== null) {
      for (const [key, value] of Object.entries(body)) {
        const isId = /(^|_)(id|uid|code|key|token|secret|provider|model)$|^nextCursor$/.test(key);
        if (typeof value === 'string' && isId) add(kindOf(key, name), value);
        else learn(value, key === 'items' ? name : key);
      }
    }
  };
  return {
    clear: () => byKind.clear(),
    add,
    learn: (body, path) => learn(body, path),
    fill: (text, write) =>
      text.replace(MARK, (_mark, kind: string, index: string) => {
        const known = byKind.get(kind) ?? [];
        return write(known[Number(index) % known.length] ?? NOBODYS);
      }),
  };
}

/** The mark of one of the things that a parameter or field of this name takes. */
export function markOf(name: string, path: string, index: number): string {
  return `@known:${kindOf(name, path)}:${index}@`;
}

/** `conversation` for `conversation_id`, and for the `id` of `/conversations/{id}/messages` or of `conversations: [{id}]`. */
function kindOf(name: string, context: string): string {
  const known = SAME[name];
  if (known) return known;
  if (name !== 'id') return lastWord(name.replace(/_(id|uid)$/, ''));
  const owner = context.split('/{')[0]?.split('/').at(-1) ?? context;
  return SAME[owner] ?? lastWord(owner.replace(/ies$/, 'y').replace(/s$/, ''));
}

function lastWord(name: string): string {
  return /[a-z]*$/.exec(name.toLowerCase())?.[0] ?? name;
}

export const SPACES = ['default', 'todos', 'memories', 'tasks', 'agent', 'friends', 'notifications'] as const;
export type Space = (typeof SPACES)[number];
export type Kept = Partial<Record<Space, number | null>>;

/** The most that the server takes: nothing is older. */
const A_CENTURY = 36_500;

/** The draft as a preview asks for it: what is left out there is as it is kept, so a limit that goes is one that nothing reaches. */
export function toPreviewQuery(draft: Kept, kept: Kept): Partial<Record<Space, number>> {
  const lifted = Object.keys(limitedOnly(kept)).map((space) => [space, A_CENTURY]);
  return { ...Object.fromEntries(lifted), ...limitedOnly(draft) };
}

/** Those with a limit. */
export function limitedOnly(kept: Kept): Partial<Record<Space, number>> {
  return Object.fromEntries(Object.entries(kept).filter(([, days]) => typeof days === 'number'));
}

import type { SourceContent, SourceConversation, SourceNode } from './source-conversation.ts';

/** A message of the talk, its parent one too. */
export interface PlannedMessage {
  id: string;
  parentId: string | null;
  content: SourceContent;
}

/**
 * The messages of a conversation, each behind its parent, and the branch that is shown last: what is stored in this order is listed in it. Whatever
 * shape the source's tree has (loops, parents that are missing), every message comes once.
 */
export function planMessages({ nodes, currentId }: Pick<SourceConversation, 'nodes' | 'currentId'>): PlannedMessage[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parentOf = findParents(byId);
  const children = new Map<string | null, string[]>();
  for (const [id, parent] of parentOf) {
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  const shown = listBranch(byId, currentId);
  const planned: PlannedMessage[] = [];
  // A stack, not calls: a branch may be longer than those may be deep.
  const waiting = inOrder(children.get(null) ?? [], shown);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const content = byId.get(id)?.content;
    if (content) planned.push({ id, parentId: parentOf.get(id) ?? null, content });
    for (const child of inOrder(children.get(id) ?? [], shown)) waiting.push(child);
  }
  return planned;
}

/** As they go on the stack: the one that is shown lies at the bottom, so it comes last. */
function inOrder(ids: readonly string[], shown: ReadonlySet<string>): string[] {
  return [...ids.filter((id) => shown.has(id)), ...ids.filter((id) => !shown.has(id)).reverse()];
}

/** Of every message of the talk the nearest one before it; where a loop begins, there is none. */
function findParents(byId: ReadonlyMap<string, SourceNode>): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  const state = new Map<string, 'open' | 'done'>();
  /** The nearest message of the talk from a node on upwards, itself included. */
  const nearest = new Map<string, string | null>();
  for (const start of byId.keys()) {
    const path: SourceNode[] = [];
    let node = byId.get(start);
    while (node && !state.has(node.id)) {
      state.set(node.id, 'open');
      path.push(node);
      node = node.parentId === null ? undefined : byId.get(node.parentId);
    }
    let above = node && state.get(node.id) === 'done' ? (nearest.get(node.id) ?? null) : null;
    for (const each of path.reverse()) {
      if (each.content) {
        parents.set(each.id, above);
        above = each.id;
      }
      nearest.set(each.id, above);
      state.set(each.id, 'done');
    }
  }
  return parents;
}

function listBranch(byId: ReadonlyMap<string, SourceNode>, leaf: string | null): Set<string> {
  const branch = new Set<string>();
  for (let id = leaf; id !== null && !branch.has(id); id = byId.get(id)?.parentId ?? null) branch.add(id);
  return branch;
}

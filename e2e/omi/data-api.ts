import { z } from 'zod';
import { acceptConversation, acceptMemories, conversationImportSchema, memoryImportSchema } from './accept-import.ts';
import { type ApiReply, type ApiRequest, fail } from './api-reply.ts';
import type { HourlyLimit } from './hourly-limit.ts';
import type { OmiAction, OmiApp } from './omi-app.ts';
import type { OmiConversation } from './omi-conversation.ts';
import type { OmiUser } from './omi-user.ts';
import {
  conversationQuerySchema,
  readConversations,
  searchBodySchema,
  searchConversations,
  searchQuerySchema,
} from './read-conversations.ts';
import { readMemories } from './read-memories.ts';
import { omitNulls, pageSchema } from './read-page.ts';
import { readTasks, taskQuerySchema } from './read-tasks.ts';

export interface DataApi {
  app: OmiApp;
  now: () => number;
  user(uid: string): OmiUser;
  limits: Record<'conversations' | 'memories', HourlyLimit>;
  /** A conversation was imported; Omi tells its webhooks of it like of any other. */
  onConversation(uid: string, conversation: OmiConversation): void;
}

interface Route {
  method: 'GET' | 'POST';
  action: OmiAction;
  /** How Omi words what the app may not do. */
  ability: string;
  limit?: 'conversations' | 'memories';
  answer(api: DataApi, uid: string, request: ApiRequest): ApiReply;
}

/** By what follows `/v2/integrations/{app_id}/`. */
const ROUTES: Record<string, Route> = {
  'user/conversations': {
    method: 'POST',
    action: 'create_conversation',
    ability: 'create conversations',
    limit: 'conversations',
    answer(api, uid, request) {
      const body = conversationImportSchema.parse(readBody(request));
      api.onConversation(uid, acceptConversation(api.user(uid), api.app.id, body, api.now()));
      return ok({});
    },
  },
  'user/memories': {
    method: 'POST',
    action: 'create_facts',
    ability: 'create memories',
    limit: 'memories',
    answer(api, uid, request) {
      const body = memoryImportSchema.parse(readBody(request));
      if (acceptMemories(api.user(uid), uid, api.app.id, body, api.now())) return ok({});
      return fail(422, 'Either text or explicit memories(facts) are required and cannot be empty');
    },
  },
  conversations: {
    method: 'GET',
    action: 'read_conversations',
    ability: 'read conversations',
    answer: (api, uid, { url }) =>
      ok(readConversations(api.user(uid), conversationQuerySchema.parse(readQuery(url, ['statuses'])))),
  },
  'search/conversations': {
    method: 'POST',
    action: 'read_conversations',
    ability: 'read conversations',
    answer(api, uid, request) {
      const query = searchQuerySchema.parse(readQuery(request.url));
      return ok(searchConversations(api.user(uid), searchBodySchema.parse(readBody(request)), query));
    },
  },
  memories: {
    method: 'GET',
    action: 'read_memories',
    ability: 'read memories',
    answer: (api, uid, { url }) => ok(readMemories(api.user(uid), pageSchema.parse(readQuery(url)))),
  },
  tasks: {
    method: 'GET',
    action: 'read_tasks',
    ability: 'read tasks',
    answer: (api, uid, { url }) => ok(readTasks(api.user(uid), taskQuerySchema.parse(readQuery(url)))),
  },
};

/**
 * Answers one request for a user's data the way Omi does: header, key, rate, app, enabled, action, form, in this order
 * (`backend/routers/integration.py`). @returns undefined when the address is none of theirs
 */
export function answerDataRequest(api: DataApi, request: ApiRequest): ApiReply | undefined {
  const [, appId, path] = /^\/v2\/integrations\/([^/]+)\/(.+)$/.exec(request.url.pathname) ?? [];
  const route = path === undefined ? undefined : ROUTES[path];
  if (!route || appId === undefined) return undefined;
  if (request.method !== route.method) return fail(405, 'Method Not Allowed');
  const uid = request.url.searchParams.get('uid');
  if (!uid) return fail(422, [{ type: 'missing', loc: ['query', 'uid'], msg: 'Field required', input: null }]);
  return refuse(api, route, decodeURIComponent(appId), uid, request) ?? answer(api, route, uid, request);
}

function refuse({ app, limits }: DataApi, route: Route, appId: string, uid: string, request: ApiRequest) {
  const { authorization } = request;
  if (!authorization?.startsWith('Bearer ')) {
    return fail(401, "Missing or invalid Authorization header. Must be 'Bearer API_KEY'");
  }
  if (appId !== app.id || authorization.slice('Bearer '.length) !== app.apiKey) return fail(403, 'Invalid API key');
  const waitS = route.limit && limits[route.limit].spend(uid);
  if (waitS !== undefined) {
    const headers = { 'X-RateLimit-Remaining': '0', 'Retry-After': String(waitS) };
    return fail(429, `Rate limit exceeded. Try again in ${waitS}s.`, headers);
  }
  if (app.blindUids.has(uid)) return fail(404, 'App not found');
  if (!app.enabledUids.has(uid)) return fail(403, 'App is not enabled for this user');
  if (!app.actions.has(route.action)) return fail(403, `App does not have the capability to ${route.ability}`);
  return undefined;
}

function answer(api: DataApi, route: Route, uid: string, request: ApiRequest): ApiReply {
  try {
    return route.answer(api, uid, request);
  } catch (error) {
    if (error instanceof RangeError) return fail(400, error.message);
    if (error instanceof SyntaxError) {
      return fail(422, [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }]);
    }
    if (!(error instanceof z.ZodError)) throw error;
    const part = route.method === 'GET' ? 'query' : 'body';
    return fail(
      422,
      error.issues.map(({ code, path, message }) => ({ type: code, loc: [part, ...path], msg: message })),
    );
  }
}

function readBody({ body }: ApiRequest): unknown {
  return JSON.parse(body);
}

/** @param lists the parameters that may be repeated; of the others the last one counts */
function readQuery(url: URL, lists: readonly string[] = []): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.fromEntries(url.searchParams);
  for (const name of lists) query[name] = url.searchParams.getAll(name);
  return query;
}

function ok(body: object): ApiReply {
  return { status: 200, headers: {}, body: omitNulls(body) };
}

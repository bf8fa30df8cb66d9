import { type ApiReply, type ApiRequest, fail } from './api-reply.ts';
import type { createNotificationBudget } from './notification-budget.ts';
import type { OmiApp } from './omi-app.ts';

interface NotificationApi {
  app: OmiApp;
  budget: ReturnType<typeof createNotificationBudget>;
  accept(api: 'v1' | 'v2', uid: string, message: string): void;
}

/** Answers one request the way both of Omi's notification APIs do, bodies and headers of errors included. */
export function answerNotificationRequest(parts: NotificationApi, request: ApiRequest): ApiReply {
  const v2 = /^\/v2\/integrations\/([^/]+)\/notification$/.exec(request.url.pathname);
  if (request.method !== 'POST') return fail(405, 'Method Not Allowed');
  if (v2?.[1]) return answerV2(parts, decodeURIComponent(v2[1]), request);
  if (request.url.pathname === '/v1/integrations/notification') return answerV1(parts, request);
  return fail(404, 'Not Found');
}

function answerV2(parts: NotificationApi, appId: string, request: ApiRequest): ApiReply {
  const uid = request.url.searchParams.get('uid');
  const message = request.url.searchParams.get('message');
  const missing = Object.entries({ message, uid }).filter(([, value]) => value === null);
  if (missing.length > 0) {
    const detail = missing.map(([name]) => ({
      type: 'missing',
      loc: ['query', name],
      msg: 'Field required',
      input: null,
    }));
    return fail(422, detail);
  }
  return push(parts, 'v2', request.authorization, appId, uid ?? '', message ?? '');
}

function answerV1(parts: NotificationApi, request: ApiRequest): ApiReply {
  const body = parseObject(request.body);
  if (!body) return fail(422, [{ type: 'dict_type', loc: ['body'], msg: 'Input should be a valid dictionary' }]);
  const values = { aid: body.aid, message: body.message, uid: body.uid };
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' || value === '') return fail(400, `${name} is required`);
  }
  return push(parts, 'v1', request.authorization, String(values.aid), String(values.uid), String(values.message));
}

function push(
  { app, budget, accept }: NotificationApi,
  api: 'v1' | 'v2',
  authorization: string | undefined,
  appId: string,
  uid: string,
  message: string,
): ApiReply {
  if (!authorization?.startsWith('Bearer ')) {
    return fail(401, "Missing or invalid Authorization header. Must be 'Bearer API_KEY'");
  }
  if (appId !== app.id || authorization.slice('Bearer '.length) !== app.apiKey) return fail(403, 'Invalid API key');
  if (app.blindUids.has(uid)) return fail(404, 'App not found');
  if (!app.enabledUids.has(uid)) return fail(403, 'User does not have this app installed');
  const state = budget.spend(appId, uid, api);
  const headers = {
    'X-RateLimit-Limit': String(state.limit),
    'X-RateLimit-Remaining': String(state.remaining),
    'X-RateLimit-Reset': String(state.resetS),
  };
  if (!state.isAllowed) {
    const detail = `Rate limit exceeded. Maximum ${state.limit} notifications per hour.`;
    return fail(429, detail, { ...headers, 'Retry-After': String(state.resetS) });
  }
  accept(api, uid, message);
  return { status: 200, headers, body: { status: 'Ok' } };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

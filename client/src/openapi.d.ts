type Json<T> = { headers: { [name: string]: unknown }; content: { 'application/json': T } };
interface ErrorBody { ok: false; error: { code: string; message: string; request_id: string; details?: unknown[]; retry_after_s?: number } }
type RequestBody<Body> = [Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { 'application/json': Body } } };
type Op<Answer, Body = never, Query = never, Path = never> = {
  parameters: { query?: Query; header?: never; path: Path; cookie?: never };
  responses: { 200: Json<Answer>; default: Json<ErrorBody> };
} & RequestBody<Body>;
type PlainOp<Answer, Body = never, Query = never> = {
  parameters: { query?: Query; header?: never; path?: never; cookie?: never };
  responses: { 200: Json<Answer>; default: Json<ErrorBody> };
} & RequestBody<Body>;
interface User { id: string; email: string; display_name: string | null; role: 'user' | 'admin'; created_at: string }
interface Conversation { id: string; title: string | null; space: string; pinned: boolean; archived: boolean; provider: string | null; model: string | null; system_prompt: string | null; created_at: string; updated_at: string }
interface Usage { prompt_tokens: number | null; completion_tokens: number | null }
interface Message {
  id: string; conversation_id: string; parent_id: string | null; role: 'user' | 'assistant'; text: string;
  status: 'streaming' | 'complete' | 'cancelled' | 'failed' | 'interrupted'; source: string;
  provider_meta: { provider: string; model: string; finish_reason?: string; usage?: Usage; elapsed_ms?: number; is_model?: boolean } | null;
  error: { code: string; message: string; retryable: boolean } | null;
  siblings: string[]; stream_id: string | null; created_at: string; updated_at: string;
}
interface Quota {
  limits: { messages_per_day: number | null; tokens_per_day: number | null; concurrent_streams: number | null };
  today: { messages: number; tokens: number };
  remaining: { messages: number | null; tokens: number | null };
  resets_at: string;
}
interface Signed { ok: true; session_token: string; user: User }
interface Page { limit?: number; cursor?: string }
export interface paths {
  '/health': { get: PlainOp<{ ok: boolean; needs_setup: boolean; registration: 'invite' | 'open' | 'closed'; version: string }> };
  '/auth/register': { post: PlainOp<Signed, { email: string; password: string; display_name?: string; setup_token?: string; invite_code?: string }> };
  '/auth/login': { post: PlainOp<Signed, { email: string; password: string }> };
  '/auth/logout': { post: PlainOp<{ ok: true }> };
  '/auth/csrf': { get: PlainOp<{ ok: true; csrf_token: string }> };
  '/me': { get: PlainOp<{ ok: true; user: User; omi_links: unknown[]; quota: Quota }> };
  '/chat/cancel': { post: PlainOp<{ ok: true; status: string }, { stream_id: string }> };
  '/providers': { get: PlainOp<{ ok: true; providers: { id: string; name: string; is_model: boolean; status: 'up' | 'down' | 'unknown'; message: string | null }[]; default: { provider: string; model: string } | null }> };
  '/providers/{id}/models': { get: Op<{ ok: true; models: { id: string; name: string; context_length: number | null }[] }, never, never, { id: string }> };
  '/conversations': { get: PlainOp<{ ok: true; items: Conversation[]; nextCursor?: string }, never, Page>; post: PlainOp<{ ok: true; conversation: Conversation }, { title?: string }> };
  '/conversations/{id}': {
    get: Op<{ ok: true; conversation: Conversation }, never, never, { id: string }>;
    patch: Op<{ ok: true; conversation: Conversation }, { title?: string; pinned?: boolean; archived?: boolean }, never, { id: string }>;
    delete: Op<{ ok: true }, never, never, { id: string }>;
  };
  '/conversations/{id}/messages': { get: Op<{ ok: true; items: Message[]; nextCursor?: string }, never, Page & { branch?: string }, { id: string }> };
}

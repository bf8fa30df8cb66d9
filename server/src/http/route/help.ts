import type { Routes } from '../http-server.ts';

const HELP = `OmniAI

In a browser, open /app/. For programs:

  POST /auth/login        {"email", "password"}             answers {"session_token"}
  GET  /me                who you are, and what is left of your quota
  GET  /providers         the models there are
  POST /chat/stream       {"text", "conversation_id"?}      the answer as server-sent events
  POST /messages/send     {"text", "conversation_id"?}      the answer as one JSON object
  GET  /conversations     your conversations, newest first

Send "Authorization: Bearer <session_token>" with everything but the first. For example:

  curl -sN <address>/chat/stream -H "Authorization: Bearer $TOKEN" \\
    -H "Content-Type: application/json" -d '{"text": "Hello!"}'

Every answer has an X-Request-ID; a failed one has the body
{"ok": false, "error": {"code", "message", "request_id"}}.

Every route: /docs (to read), /openapi.json (for machines).
`;

/** A page of plain text for whoever meets the server with curl. */
export function helpRoutes(): Routes {
  return (server) => {
    server.get('/help', { config: { policy: 'public' }, schema: { hide: true } }, (_request, reply) => {
      reply.type('text/plain; charset=utf-8').send(HELP);
    });
  };
}

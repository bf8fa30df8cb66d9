import { once } from 'node:events';
import { createServer } from 'node:http';
import { must } from '../src/kit/must.ts';

/** What a request to Expo's push service is answered with; a status of 0 cuts the connection. */
interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** A push as it came in. */
interface ReceivedPush {
  authorization: string | undefined;
  message: { to: string } & Record<string, unknown>;
}

/** Expo's push service on this machine. */
export interface ExpoStandIn extends AsyncDisposable {
  /** The base address of its API. */
  readonly url: string;
  readonly pushes: readonly ReceivedPush[];
  /** Ids of the tickets whose receipts were asked for. */
  readonly asked: readonly string[];
  /** Says how pushes to a token are answered from now on; without a reply, and from the beginning, with a ticket. */
  answer(token: string, reply?: Reply): void;
  /** Makes the receipt of a ticket available. */
  setReceipt(ticketId: string, receipt: object): void;
}

export const ticketOf = (token: string): string => `ticket of ${token}`;

/** What Expo answers with a ticket or a receipt that says why a push went wrong. Its sentence repeats the token, as Expo's do. */
export const failureOf = (token: string, error: string) => ({
  status: 'error',
  message: `"${token}" is the trouble`,
  details: { error, expoPushToken: token },
});

export async function startExpoStandIn(): Promise<ExpoStandIn> {
  const pushes: ReceivedPush[] = [];
  const asked: string[] = [];
  const replies = new Map<string, Reply>();
  const receipts = new Map<string, object>();

  function takePush(authorization: string | undefined, message: ReceivedPush['message']): Reply {
    pushes.push({ authorization, message });
    const { to } = message;
    return replies.get(to) ?? toReply({ data: [{ status: 'ok', id: ticketOf(to) }] });
  }

  function tellReceipts(ids: string[]): Reply {
    asked.push(...ids);
    const known = ids.flatMap((id) => {
      const receipt = receipts.get(id);
      return receipt ? [[id, receipt] as const] : [];
    });
    return toReply({ data: Object.fromEntries(known) });
  }

  const service = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const question = JSON.parse(Buffer.concat(chunks).toString());
    const isPush = request.url === '/push/send';
    const reply = isPush ? takePush(request.headers.authorization, question[0]) : tellReceipts(question.ids);
    if (reply.status === 0) request.socket.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const address = must(service.address(), 'the address of what listens');
  return {
    url: `http://127.0.0.1:${typeof address === 'string' ? address : address.port}`,
    pushes,
    asked,
    answer: (token, reply) => void (reply ? replies.set(token, reply) : replies.delete(token)),
    setReceipt: (ticketId, receipt) => void receipts.set(ticketId, receipt),
    async [Symbol.asyncDispose]() {
      service.closeAllConnections();
      service.close();
      await once(service, 'close');
    },
  };
}

export function toReply(body: object, status = 200): Reply {
  return { status, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

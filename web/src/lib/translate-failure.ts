import { isRecord } from '@omniai/client';
import { serverSentence } from './server-sentence.ts';

/** A failed answer whose sentence is in the language of the page; as it came where it is not the server's. */
export async function translateFailure(response: Response): Promise<Response> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  if (!isRecord(body) || !isRecord(body.error) || typeof body.error.message !== 'string') return response;
  const error = { ...body.error, message: serverSentence(body.error.message) };
  const { status, statusText, headers } = response;
  return new Response(JSON.stringify({ ...body, error }), { status, statusText, headers });
}

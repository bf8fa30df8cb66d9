import { readFrames } from '../../client/src/read-frame.ts';

/**
 * Asks as programs do that were written for OpenAI, and gives the words that were streamed.
 * @throws Error when it was refused, or the stream ends without OpenAI's mark
 */
export async function askAsOpenAi(url: string, key: string, model: string, content: string): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content }] }),
  });
  if (!response.ok || !response.body) throw new Error(`it was refused: ${await response.text()}`);
  let text = '';
  for await (const { data } of readFrames(response.body, () => undefined)) {
    if (data === '[DONE]') return text;
    const { choices }: { choices: { delta: { content?: string } }[] } = JSON.parse(data);
    text += choices[0]?.delta.content ?? '';
  }
  throw new Error(`the stream has no end: ${text}`);
}

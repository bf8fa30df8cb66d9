/** The lines of a stream of UTF-8, each as soon as it is whole. */
export async function* readLines(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let open = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (open + part.value).split('\n');
    open = lines.pop() ?? '';
    yield* lines;
  }
  if (open !== '') yield open;
}

/**
 * Sends a request with a file as its body. `fetch` does not tell how much of a body has left; this does.
 * @param onProgress hears the part that has left, from 0 to 1
 */
export function carryContent(request: Request, content: Blob, onProgress: (share: number) => void): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const carrier = new XMLHttpRequest();
  carrier.open(request.method, request.url);
  request.headers.forEach((value, name) => {
    carrier.setRequestHeader(name, value);
  });
  if (!request.headers.has('content-type')) carrier.setRequestHeader('content-type', 'application/octet-stream');
  carrier.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
  carrier.onload = () => {
    const type = carrier.getResponseHeader('content-type') ?? '';
    resolve(new Response(carrier.responseText, { status: carrier.status, headers: { 'content-type': type } }));
  };
  carrier.onerror = () => reject(new TypeError('the request did not get through'));
  carrier.onabort = () => reject(request.signal.reason);
  request.signal.addEventListener('abort', () => carrier.abort());
  carrier.send(content);
  return promise;
}

import { type ApiClient, unwrap } from '@omniai/client';

/**
 * Reads the archive of the account.
 * @param onBytes hears how much has come so far; how much there will be nobody knows before
 * @throws ApiError what the server says; E2007 without a recent sign-in
 */
export async function readExport(http: ApiClient['http'], onBytes: (bytes: number) => void): Promise<Blob> {
  const body: unknown = await unwrap(http.GET('/account/export', { parseAs: 'stream' }));
  if (!(body instanceof ReadableStream)) throw new TypeError('an archive is a stream');
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      bytes += piece.byteLength;
      onBytes(bytes);
      controller.enqueue(piece);
    },
  });
  const type = 'application/zip';
  return new Response(body.pipeThrough(counter), { headers: { 'content-type': type } }).blob();
}

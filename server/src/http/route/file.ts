import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { addFile } from '../../file/add-file.ts';
import { deleteFile } from '../../file/delete-file.ts';
import { fileSchema, toFile } from '../../file/file.ts';
import type { FileParts } from '../../file/file-parts.ts';
import { getFile } from '../../file/get-file.ts';
import { listFiles } from '../../file/list-files.ts';
import { prepareFile } from '../../file/prepare-file.ts';
import { tooLarge } from '../../file/receive-file.ts';
import type { FileId, UserId } from '../../kit/id.ts';
import { FILE_LIMITS } from '../../kit/limits.ts';
import type { StoredFileRow } from '../../store/file-reader.ts';
import { answerOnce } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['files'];
const params = z.object({ id: nameSchema(100) });
const ok = z.object({ ok: z.literal(true) });
const one = ok.extend({ file: fileSchema });

/** Files that people send along with messages. */
export function fileRoutes(parts: FileParts): Routes {
  const { store } = parts;
  return async (server) => {
    server.get(
      '/files',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Your files, newest first',
          querystring: pageQuery,
          response: { 200: ok.extend({ items: z.array(fileSchema), nextCursor: z.string().optional() }) },
        },
      },
      async (request) => ({
        ok: true as const,
        ...(await listFiles(store.read, viewerOf(request).userId, request.query)),
      }),
    );

    server.get(
      '/files/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'The content of a file',
          description: 'Pictures are shown where they are asked for; anything else is only for saving.',
          params,
          response: {
            200: { description: 'The content', content: { '*/*': { schema: z.unknown() } } },
            304: z.null().describe('It is the one that `If-None-Match` names.'),
          },
        },
      },
      async (request, reply) => {
        const file = await getFile(store.read, viewerOf(request).userId, request.params.id as FileId);
        putFileHeaders(reply, file);
        if (request.headers['if-none-match'] === etagOf(file)) return reply.code(304).send(null);
        return reply.send(await parts.blobs.open(file.key));
      },
    );

    server.delete(
      '/files/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Delete a file, also from the messages it is in',
          params,
          response: { 200: ok },
        },
      },
      async (request) => {
        await store.transact((tx) => deleteFile(tx, viewerOf(request).userId, request.params.id as FileId));
        return { ok: true as const };
      },
    );

    // A scope of its own: nowhere else is any content a body.
    await server.register(async (scope) => uploadRoute(scope, parts));
  };
}

/** One type alone, and none that a page of somebody else could send without being asked first. */
const CONTENT_TYPE = 'application/octet-stream';

function uploadRoute(scope: HttpServer, parts: FileParts): void {
  const { store, clock } = parts;
  const uploads = new Map<UserId, number>();
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(CONTENT_TYPE, (_request, payload, done) => done(null, payload));
  scope.addContentTypeParser('*', (_request, _payload, done) =>
    done(new AppError('E1005', `Send the file as ${CONTENT_TYPE}; what it is shows in its content.`)),
  );
  scope.post(
    '/files',
    {
      bodyLimit: FILE_LIMITS.bytes,
      config: { policy: 'user', isChat: true, rateClass: 'account', bodyTimeoutMs: FILE_LIMITS.uploadMs },
      schema: {
        tags,
        summary: 'Upload a file, to send it along with a message',
        description:
          'The body is the content itself. What it is decides the content, not its name or type: a PNG, JPEG, WebP or GIF picture, a PDF, or text. Name it in `file_ids` of a message within a day, else it is deleted.',
        querystring: z.strictObject({ name: z.string().max(1_000).default('file') }),
        response: { 200: one },
      },
    },
    async (request) => {
      const owner = viewerOf(request).userId;
      const { name } = request.query;
      if (Number(request.headers['content-length'] ?? 0) > FILE_LIMITS.bytes) throw tooLarge();
      const prepared = await oneOfFew(uploads, owner, () => prepareFile(parts, owner, bodyOf(request)));
      const what = [name, prepared.sha256];
      return answerOnce(
        { store, clock },
        request,
        one,
        async (tx) => {
          const row = await addFile(tx, owner, name, prepared, clock.now());
          return { ok: true as const, file: toFile(row) };
        },
        what,
      );
    },
  );
}

/** The disk and the time that one person's uploads take are bounded while they are under way, too. */
async function oneOfFew<T>(running: Map<UserId, number>, owner: UserId, job: () => Promise<T>): Promise<T> {
  const count = running.get(owner) ?? 0;
  if (count >= FILE_LIMITS.uploadsAtOnce) {
    throw new AppError('E1006', 'Too many uploads at once. Wait for one to finish.', { retryAfterS: 1 });
  }
  running.set(owner, count + 1);
  try {
    return await job();
  } finally {
    const left = (running.get(owner) ?? 1) - 1;
    if (left === 0) running.delete(owner);
    else running.set(owner, left);
  }
}

function bodyOf(request: FastifyRequest): Readable {
  return request.body instanceof Readable ? request.body : Readable.from([]);
}

/** Whatever a browser is told to do with it, it runs nothing of it, and shows nothing but pictures. */
function putFileHeaders(reply: FastifyReply, file: StoredFileRow): void {
  const how = file.kind === 'image' ? 'inline' : 'attachment';
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  reply.headers({
    'content-type': file.media_type,
    'content-length': file.bytes,
    'content-disposition': `${how}; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // One id never has another content, and no cache between us and its owner may keep it.
    'cache-control': 'private, max-age=31536000, immutable',
    etag: etagOf(file),
  });
}

function etagOf({ sha256 }: StoredFileRow): string {
  return `"${sha256}"`;
}

import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { Agent, request } from 'undici';
import type { S3Settings } from '../config.ts';
import { AppError } from '../errors.ts';
import { S3_LIMITS } from '../kit/limits.ts';
import type { BlobStore } from './blob-store.ts';
import { missingContent } from './missing-content.ts';

/** Contents in a bucket of Amazon S3 or of a server that speaks like it; the bucket is named in the path, which all of them understand. */
export function createS3BlobStore({ endpoint, bucket, ...credentials }: S3Settings): BlobStore {
  const agent = new Agent({
    connect: { timeout: S3_LIMITS.connectMs },
    headersTimeout: S3_LIMITS.silenceMs,
    bodyTimeout: S3_LIMITS.silenceMs,
  });

  /** Signs, sends and gives the answer, whatever its status; no redirect is followed. */
  async function send(method: 'PUT' | 'GET' | 'DELETE', key: string, headers = {}, body: Readable | null = null) {
    const url = `${endpoint}/${bucket}/${key}`;
    try {
      const signed = await new AwsV4Signer({ method, url, headers, service: 's3', ...credentials }).sign();
      return await request(url, {
        dispatcher: agent,
        method,
        headers: { ...Object.fromEntries(signed.headers), ...headers },
        body,
      });
    } catch (cause) {
      throw trouble('The storage of files could not be reached.', cause);
    }
  }

  return {
    async put({ key, path, sha256, bytes }) {
      // The server compares the hash with what arrives, so half a file is refused.
      const headers = { 'x-amz-content-sha256': sha256, 'content-length': String(bytes) };
      const answer = await send('PUT', key, headers, createReadStream(path));
      await answer.body.dump();
      if (answer.statusCode !== 200) throw refused('PUT', answer.statusCode);
    },
    async open(key) {
      const answer = await send('GET', key);
      if (answer.statusCode === 200) return answer.body;
      await answer.body.dump();
      throw answer.statusCode === 404 ? missingContent() : refused('GET', answer.statusCode);
    },
    async remove(key) {
      const answer = await send('DELETE', key);
      await answer.body.dump();
      if (![200, 204, 404].includes(answer.statusCode)) throw refused('DELETE', answer.statusCode);
    },
    close: () => agent.close(),
  };
}

function refused(method: string, status: number): AppError {
  return trouble('The storage of files refused a request.', new Error(`${method} was answered with ${status}`));
}

function trouble(message: string, cause: unknown): AppError {
  return new AppError('E1007', `${message} Try again shortly.`, { retryAfterS: 10, cause });
}

import { acceptErrorBody } from './accept-error-body.ts';
import { ApiError } from './api-error.ts';

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * The body of a typed call, or its failure as one kind of error.
 * @throws ApiError always and only.
 */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw cause instanceof ApiError ? cause : offline();
  });
  if (!response.ok || data === undefined || data === null) throw acceptErrorBody(response.status, error);
  return data;
}

function offline(): ApiError {
  return new ApiError({ code: 'offline', message: 'The server can’t be reached. Check your connection.', status: 0 });
}

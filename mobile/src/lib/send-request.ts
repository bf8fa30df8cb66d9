import { fetch } from 'expo/fetch';

/**
 * How a request leaves the phone: through the `fetch` that streams, with the token and without cookies.
 * @param token absent before somebody is signed in
 */
export function sendRequest(request: Request, token: string | undefined, signal = request.signal): Promise<Response> {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return fetch(request, { credentials: 'omit', signal });
}

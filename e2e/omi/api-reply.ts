/** A request to Omi's API, read to its end. */
export interface ApiRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  body: string;
}

/** What goes back; a string is a page, anything else JSON. */
export interface ApiReply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** All of Omi's errors have this one form. @param detail a sentence, or FastAPI's list of what does not fit */
export function fail(status: number, detail: unknown, headers: Record<string, string> = {}): ApiReply {
  return { status, headers, body: { detail } };
}

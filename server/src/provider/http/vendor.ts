/** Whom an adapter talks to, as its messages name it. */
export interface Vendor {
  /** As people know it, for example `LM Studio`. */
  name: string;
  /** Where it is asked, without credentials and query. */
  address: string;
  /** One sentence: what the person who runs this server does when nothing answers there. */
  remedy: string;
  /** The key it is asked with; it never appears in a message. */
  apiKey: string | null;
}

/** The form of `url` that may be shown: no credentials, no query, no trailing slash. */
export function toShownAddress(url: URL): string {
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

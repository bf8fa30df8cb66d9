/** Sizes and times of the HTTP server. Node's own request timeout is five minutes and Fastify's are off: each is set here. */
export const HTTP_LIMITS = {
  /** A message of 100,000 words in any script; larger things have routes of their own. */
  bodyBytes: 1_048_576,
  /** Two session cookies, a token and a browser's usual headers need under 4 KiB. */
  headerBytes: 16_384,
  /** Ids and tokens in a path have at most 64 characters. */
  pathParameterLength: 200,
  /** From the first byte of a request to the last byte of its body; a body of 1 MiB passes at 35 KiB/s. It does not limit answers. */
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  /** Longer than the 60 s after which usual proxies drop an idle connection, so that it is never us who closes first. */
  keepAliveTimeoutMs: 72_000,
  /** What `Retry-After` says while the server starts or stops. */
  retryAfterS: 2,
} as const;

/** Requests a minute of one person (or, where nobody is signed in, of one address) by class of route. */
export const RATE_LIMITS_PER_MINUTE = {
  /** Sends: 100 a second on average, far above what a person does and below what would hurt others. */
  chat: 6_000,
  write: 3_000,
  read: 60_000,
  /** Each costs up to one password hash. The counters per account and address that stop guessing are stricter and durable. */
  account: 600,
  webhook: 60_000,
} as const;

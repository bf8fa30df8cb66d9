/** Why no server answered at all. */
export type Trouble = 'offline' | 'unknown_name' | 'refused' | 'tls' | 'silent' | 'unreachable';

/**
 * In the order in which they are looked for. The words are those of Android (OkHttp, Java), of iOS (NSURLError) and of Node; browsers give no reason.
 */
const SIGNS: readonly [Trouble, RegExp][] = [
  ['tls', /\b(ssl|tls|certificate|certpath|trust anchor|handshake|CERT_|DEPTH_ZERO|SELF_SIGNED|secure connection)/i],
  [
    'unknown_name',
    /unable to resolve host|UnknownHost|ENOTFOUND|EAI_AGAIN|hostname could not be found|no address associated/i,
  ],
  ['refused', /refused|ECONNREFUSED|could not connect to the server|failed to connect to/i],
  ['silent', /timed? ?out|ETIMEDOUT|SocketTimeout/i],
  ['offline', /appears to be offline|network is unreachable|ENETUNREACH|internet connection/i],
];

/** What the words of a failed request tell; `unreachable` where they tell nothing. */
export function toTrouble(words: string): Trouble {
  return SIGNS.find(([, sign]) => sign.test(words))?.[0] ?? 'unreachable';
}

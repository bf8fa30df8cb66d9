/** Sizes and times of the HTTP server. Node's own request timeout is five minutes and Fastify's are off: each is set here. */
export const HTTP_LIMITS = {
  /** A message of 100,000 words in any script; larger things have routes of their own. */
  bodyBytes: 1_048_576,
  /** Two session cookies, a token and a browser's usual headers need under 4 KiB. */
  headerBytes: 16_384,
  /** Ids and tokens in a path have at most 64 characters. */
  pathParameterLength: 200,
  /** Until the last byte of a usual body: 1 MiB passes at 35 KiB/s. */
  bodyTimeoutMs: 30_000,
  /** From the first byte of any request to the last byte of its body, be it a file or a whole account. It does not limit answers. */
  requestTimeoutMs: 30 * 60_000,
  headersTimeoutMs: 10_000,
  /** Longer than the 60 s after which usual proxies drop an idle connection, so that it is never us who closes first. */
  keepAliveTimeoutMs: 72_000,
  /** What `Retry-After` says while the server starts or stops. */
  retryAfterS: 2,
} as const;

/** Requests a minute of one person (or, where nobody is signed in, of one address) by class of route. */
export const RATE_LIMITS_PER_MINUTE = {
  /** Sends: 200 a second, far above what a person does and below what would hurt others. */
  chat: 12_000,
  write: 3_000,
  /** Half of what one core can answer. */
  read: 300_000,
  /** Each costs up to one password hash. The counters per account and address that stop guessing are stricter and durable. */
  account: 600,
  webhook: 60_000,
} as const;

/** What keeps guessing of passwords slow and sessions few. */
export const ACCOUNT_LIMITS = {
  /** NIST SP 800-63B asks for at least 8 and for room for 64; 256 bounds what is hashed. */
  passwordMinLength: 8,
  passwordMaxLength: 256,
  /** RFC 5321 allows no longer address. */
  emailMaxLength: 254,
  displayNameMaxLength: 100,
  attemptWindowMs: 15 * 60_000,
  /** A person mistypes a few times; a guesser gets under a thousand a day. */
  triesPerAccount: 10,
  /** An office behind one address; successful sign-ins do not count. */
  triesPerAddress: 100,
  /** One address that makes accounts: whole classes sign up at once. */
  registrationsPerAddress: 200,
  /** At 25 ms each, the last in the queue waits about three seconds. */
  queuedHashes: 128,
  sessionLifetimeMs: 30 * 86_400_000,
  /** How often use of a session is written down: exact enough for a list of devices. */
  sessionTouchMs: 60_000,
  sessionsPerUser: 100,
  /** How long a proof of who one is (a password, a factor) opens dangerous acts. */
  proofLifetimeMs: 10 * 60_000,
  apiKeysPerUser: 50,
  passkeysPerUser: 50,
  /** Signing in at a provider, with a second factor there. */
  oidcTripMs: 10 * 60_000,
  /** Mails to one account in a window: enough for a slow mail server, too few to fill a mailbox. */
  resetsPerAccount: 3,
  resetsPerAddress: 20,
  /** A mail is read within the hour; what an admin hands over may wait a day. */
  mailedResetMs: 60 * 60_000,
  handedResetMs: 24 * 60 * 60_000,
  /** Longer than an authenticator waits for its person. */
  challengeLifetimeMs: 5 * 60_000,
  /** Questions to authenticators in a window: an office behind one address. */
  challengesPerAddress: 300,
  nameMaxLength: 100,
  userAgentLength: 300,
  idempotencyKeyLifetimeMs: 86_400_000,
} as const;

/** What an archive of an account may be. */
export const ARCHIVE_LIMITS = {
  /** Ten years of long conversations are 100 MB packed; the rest is files. */
  bytes: 3_221_225_472,
  openedBytes: 4_294_967_296,
  files: 21_000,
  /** The longest message with every letter escaped. */
  lineUnits: 4_000_000,
} as const;

/** What one reader of a stream may cost. */
export const STREAM_LIMITS = {
  /** What waits for a reader that does not read; also the high-water mark of our sockets. */
  queuedBytes: 65_536,
  /** A phone that changes networks is silent for seconds, not for half a minute. */
  stallMs: 30_000,
  /** Below the 30 s after which impatient proxies close a silent connection. */
  pingS: 15,
  /** Connections of one person that hear of changes: every tab of every device. One more ends the oldest. */
  changesPerUser: 50,
} as const;

/** What one message may be. */
export const CHAT_LIMITS = {
  /** UTF-16 units: about 40,000 words, more than most models can read. */
  textUnits: 200_000,
  systemPromptUnits: 32_000,
  titleUnits: 200,
  /** After its last message a temporary conversation lives through the night, not longer. */
  temporaryLifeMs: 86_400_000,
  /** Messages of a branch that are copied at once: years of daily talk in one conversation, copied in a quarter of a second. */
  branchMessages: 10_000,
  answerTokens: 1_000_000,
  /** What programs send that keep their conversations themselves: a whole book, as one text or as many. */
  promptUnits: 4_000_000,
  promptMessages: 5_000,
  promptParts: 1_000,
  promptTools: 128,
  /** A picture of 15 MB as base64. */
  imageUrlUnits: 20_000_000,
  promptBytes: 33_554_432,
} as const;

/** What an admin may set. */
export const QUOTA_LIMITS = {
  /** Messages or tokens; with every answer of a day it stays below what an `integer` of either database holds. */
  perDay: 1_000_000_000,
  concurrentStreams: 10_000,
  inviteUses: 10_000,
  auditDays: 36_500,
  /** Of a currency's units for a million tokens. */
  price: 1_000_000,
  /** A sentence, so that the person whose chats are read learns why. */
  reasonMinUnits: 10,
  reasonMaxUnits: 1_000,
} as const;

/** What an admin may set of providers. */
export const PROVIDER_LIMITS = {
  /** Each is asked for its models twice a minute. */
  providers: 100,
  nameUnits: 60,
  urlUnits: 500,
  /** Tokens that identity providers sign have a few thousand characters. */
  keyUnits: 8_192,
  modelUnits: 300,
  preferredModels: 50,
  /** Chains, and models in one: whoever waits for the fifth has waited long. */
  chains: 200,
  fallbacks: 5,
} as const;

/** What a person keeps beside conversations. */
export const CONTEXT_LIMITS = {
  /** UTF-16 units: a memory is a fact or a summary, not a document. */
  memoryUnits: 4_000,
  /** UTF-8 bytes of an event's payload as JSON. */
  eventPayloadBytes: 16_384,
  taskTitleUnits: 500,
  /** What is sent with every message had better be short; and every person has up to eight. */
  standingPromptUnits: 8_000,
  /** Ten pages; a summary that takes half of what the model reads is not sent. */
  summaryUnits: 30_000,
  searchUnits: 1_000,
  /** A century: whoever wants more keeps for ever. */
  retentionDays: 36_500,
} as const;

/** What people send along with messages. */
export const FILE_LIMITS = {
  /** A scanned book, or the largest picture of a telephone twice. */
  bytes: 26_214_400,
  /** At 100 KiB/s, which a telephone in a train has. */
  uploadMs: 5 * 60_000,
  uploadsAtOnce: 4,
  bytesPerUser: 2_147_483_648,
  /** An archive of an account counts its files with 16 bits. */
  filesPerUser: 20_000,
  perMessage: 10,
  nameUnits: 255,
  /** UTF-16 units of text that are kept of a file: about 100,000 tokens, more than most models can read. */
  textUnits: 400_000,
  pages: 2_000,
  /** The best camera of a telephone has 200 million and saves 50; more is a bomb for whoever unpacks it. */
  pixels: 100_000_000,
  /** Then a PDF of many pages is taken as far as it was read. */
  readMs: 10_000,
  /** Then whoever looks into a file is stopped. */
  inspectMs: 20_000,
  /** A page of a real PDF unpacks into a few megabytes. */
  inspectHeapMb: 256,
  inspectBufferBytes: 268_435_456,
  inspectionsAtOnce: 2,
  waitingInspections: 50,
  /** How long a file stays that no message has had yet. */
  unusedMs: 86_400_000,
  /** How long it stays after its last message went: what is being sent again meanwhile finds it. */
  orphanMs: 10 * 60_000,
  /** How long a content stays that is to become a file: longer than any storage takes to store it. */
  claimMs: 3_600_000,
  /** Pictures that go to a model at once, the newest ones; vendors take 20 to 100 of them and 20 to 50 MB. */
  imagesPerPrompt: 20,
  imageBytesPerPrompt: 20_971_520,
  /** Pictures that are being drawn for models; a large one takes a core for half a second and some hundred megabytes. */
  picturesAtOnce: 2,
  waitingPictures: 200,
  /** Of pictures that are kept ready in memory. */
  readyPictureBytes: 33_554_432,
} as const;

/** What may be brought along from other programs. */
export const IMPORT_LIMITS = {
  /** Ten years of ChatGPT with its pictures. */
  bytes: 1_073_741_824,
  openedBytes: 4_294_967_296,
  /** One conversation in its source's words; those of people have under 20 MB. */
  conversationBytes: 67_108_864,
  /** Of one conversation: more than a month of talk without a pause. */
  messages: 50_000,
  messageUnits: 1_000_000,
  files: 100_000,
  /** What is told of conversations that could not be read. */
  failures: 20,
} as const;

/** How long an S3 server may take. */
export const S3_LIMITS = {
  connectMs: 10_000,
  /** Of silence, before its answer and within it. */
  silenceMs: 30_000,
} as const;

/** What a person asks to be told later. */
export const FOLLOW_UP_LIMITS = {
  /** UTF-16 units: a reminder with all its notes; a push shows the first 1,000. */
  messageUnits: 10_000,
} as const;

/** Pushes to browsers and phones. */
export const PUSH_LIMITS = {
  /** Those of the large push services have about 200. */
  endpointUnits: 1_000,
  keyUnits: 200,
  userAgentUnits: 300,
  /** Expo's have about 45. */
  tokenUnits: 200,
  /** A tag of BCP 47 with everything a phone puts into it. */
  languageUnits: 35,
  connectMs: 10_000,
  answerMs: 15_000,
  /** Push services answer with nothing, or with a sentence. */
  answerBytes: 65_536,
  /** How long a push service keeps it for a device that is off; later it is no news. */
  keptS: 86_400,
  /** As many as Expo's own library opens: more would hurry nobody. */
  expoConnections: 6,
  /** After which Expo says to look at what Apple or Google said of a push. */
  receiptAfterMs: 15 * 60_000,
  /** Past it a receipt that is missing does not come any more: most are there within seconds. */
  receiptAwaitedMs: 2 * 3_600_000,
} as const;

/** What Omi may send at once. */
export const OMI_LIMITS = {
  /** A conversation with everything that was said in it: 24 hours of talk without a pause are about 5 MB with Omi's keys. */
  conversationBytes: 8_388_608,
} as const;

/** What an admin may connect of servers of tools. */
export const TOOL_SERVER_LIMITS = {
  servers: 50,
  urlUnits: 2_000,
  /** A signed token with many claims. */
  secretUnits: 8_000,
  headers: 20,
  allowedTools: 200,
  toolNameUnits: 200,
} as const;

/** A position no answer reaches, in UTF-16 units: the largest that an `integer` of either database holds. */
export const BEYOND_EVERY_ANSWER = 2_147_483_647;

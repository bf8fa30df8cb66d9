import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

export type Registration = 'invite' | 'open' | 'closed';

/** The checked settings, frozen. What is absent from the environment has its default, or is null where absence means something. */
export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** The origin under which people reach the server, without a slash at the end; null when it is not told. */
    readonly publicUrl: string | null;
    readonly corsOrigins: readonly string[];
    /** Who sends it may read the metrics; null for programs on this machine. */
    readonly metricsToken: string | null;
    /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
    readonly trustedProxies: readonly string[];
  };
  /** Absolute. */
  readonly dataDir: string;
  /** What `openStore` takes: a `postgres://` URL, or the path of an SQLite file. */
  readonly databaseLocation: string;
  readonly sessionSecret: string;
  readonly registration: Registration;
  /** The first admin to create without a person at the terminal. */
  readonly admin: { readonly email: string; readonly password: string } | null;
  /** Servers of others whose accounts people may sign in with. */
  readonly oidc: readonly OidcSettings[];
  /** The server that sends our mail; null where none does. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  readonly provider: {
    readonly defaultProvider: string | null;
    readonly defaultModel: string | null;
    readonly ollama: { readonly baseUrl: string | null };
    readonly lmstudio: { readonly baseUrl: string | null };
    readonly openai: {
      readonly apiKey: string | null;
      readonly baseUrl: string | null;
      readonly model: string;
      readonly fallbackModel: string;
    };
    readonly openaiCompatible: {
      readonly baseUrl: string | null;
      readonly apiKey: string | null;
      readonly name: string | null;
    };
    readonly anthropic: { readonly apiKey: string | null; readonly baseUrl: string | null };
    readonly google: { readonly apiKey: string | null; readonly baseUrl: string | null };
  };
  /** A SearXNG server that searches the web where a model's vendor cannot; null for none. */
  readonly searxngUrl: string | null;
  readonly omi: {
    readonly appId: string | null;
    readonly appSecret: string | null;
    readonly apiBaseUrl: string;
    /** Tokens of the app-wide webhook address: the current one first, then older ones that still work. */
    readonly webhookSecrets: readonly string[];
    readonly allowUnsigned: boolean;
  };
  /** Expo's push service, by which the app on phones is told; null where the administrator does not allow it. */
  readonly expoPush: { readonly apiBaseUrl: string; readonly accessToken: string | null } | null;
  /** Where traces go; null where nobody collects them. */
  readonly tracing: { readonly endpoint: string; readonly serviceName: string } | null;
  /** A bucket for the contents of files; null where they lie in the data folder. */
  readonly s3: S3Settings | null;
  /** `NODE_ENV=production`. */
  readonly isProduction: boolean;
  readonly logLevel: LogLevel;
  /** Names of the variables that are set; what the others mean is a default. */
  readonly given: readonly string[];
}

/** A bucket of Amazon S3, or of a server that speaks like it. */
export interface S3Settings {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** One OpenID Connect provider. */
export interface OidcSettings {
  /** In our addresses. */
  readonly name: string;
  /** On the button. */
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** The claim that decides who is an admin here, and its values that do; null: roles are given here. */
  readonly roleClaim: string | null;
  readonly adminValues: readonly string[];
}

export type LogLevel = z.infer<typeof logLevel>;

/** Settings that cannot be used. Each line names one and says what it takes; none repeats a value, which may be a secret. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const text = z.string().trim();
const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
const httpUrl = urlOf(['http:', 'https:'], 'an address that begins with http:// or https://');
const trueOrFalse = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const secret = text.min(32, 'must have at least 32 characters');

const oidcProvider = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,30}$/),
    label: z.string().min(1).max(60).optional(),
    // As it is: a slash at the end belongs to the name of an issuer.
    issuer: text.refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? '')),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    scope: z.string().default('openid email profile'),
    role_claim: z.string().min(1).optional(),
    admin_values: z.array(z.string()).default([]),
  })
  .transform(
    (given): OidcSettings => ({
      name: given.name,
      label: given.label ?? given.name,
      issuer: given.issuer,
      clientId: given.client_id,
      clientSecret: given.client_secret,
      scope: given.scope,
      roleClaim: given.role_claim ?? null,
      adminValues: given.admin_values,
    }),
  );

const environment = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535')
    .default(3000),
  PUBLIC_URL: httpUrl.transform(toOrigin).optional(),
  DATA_DIR: text.default('./data'),
  DATABASE_URL: urlOf(['postgres:', 'postgresql:'], 'empty or an address that begins with postgres://').optional(),
  SESSION_SECRET: secret.optional(),
  ENABLE_USER_SYSTEM: trueOrFalse.default(true).refine((isOn) => isOn, 'can only be true: every person has an account'),
  REGISTRATION: z.enum(['invite', 'open', 'closed'], 'must be invite, open or closed').default('invite'),
  ADMIN_EMAIL: z.email('must be an e-mail address').toLowerCase().optional(),
  ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  OIDC_PROVIDERS: text.default('[]').transform(readOidcProviders),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'an address that begins with smtp:// or smtps://').optional(),
  MAIL_FROM: text.optional(),
  CORS_ORIGINS: listOf(httpUrl.transform(toOrigin)),
  TRUSTED_PROXIES: listOf(
    text.refine(isAddressOrNetwork, 'must be a list of IP addresses or networks like 10.0.0.0/8'),
  ),
  NODE_ENV: text.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_SERVICE_NAME: text.default('omniai'),
  S3_ENDPOINT: httpUrl.optional(),
  S3_BUCKET: text.regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, 'must be the name of a bucket').optional(),
  S3_REGION: text.regex(/^[a-z0-9-]+$/, 'must be the name of a region').default('us-east-1'),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  METRICS_TOKEN: text.min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(logLevel.options, `must be one of ${logLevel.options.join(', ')}`).default('info'),
  DEFAULT_PROVIDER: text.optional(),
  DEFAULT_MODEL: text.optional(),
  OLLAMA_BASE_URL: httpUrl.optional(),
  LMSTUDIO_BASE_URL: httpUrl.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: text.default('gpt-5-mini-2025-08-07'),
  OPENAI_FALLBACK_MODEL: text.default('gpt-4o'),
  OPENAI_COMPATIBLE_BASE_URL: httpUrl.optional(),
  OPENAI_COMPATIBLE_API_KEY: text.optional(),
  OPENAI_COMPATIBLE_NAME: text.optional(),
  ANTHROPIC_API_KEY: text.optional(),
  ANTHROPIC_BASE_URL: httpUrl.optional(),
  GOOGLE_API_KEY: text.optional(),
  GOOGLE_BASE_URL: httpUrl.optional(),
  SEARXNG_URL: httpUrl.optional(),
  EXPO_PUSH: trueOrFalse.default(false),
  EXPO_ACCESS_TOKEN: text.regex(/^[\x21-\x7e]+$/, 'must be an access token of Expo').optional(),
  EXPO_API_BASE_URL: httpUrl.default('https://exp.host/--/api/v2'),
  OMI_APP_ID: text.optional(),
  OMI_APP_SECRET: text.optional(),
  OMI_API_BASE_URL: httpUrl.default('https://api.omi.me'),
  OMI_WEBHOOK_SECRET: listOf(text.regex(/^[A-Za-z0-9_-]{24,}$/, 'must have at least 24 letters, digits, - or _')),
  OMI_WEBHOOK_ALLOW_UNSIGNED: trueOrFalse.default(false),
});
type Environment = z.infer<typeof environment>;

/**
 * Checks the environment and gives the settings. An empty variable counts as absent. Without `SESSION_SECRET` one is made at the first start and
 * kept in the data folder.
 * @throws ConfigError with one line for every setting that is wrong
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((i) => `${i.path[0]?.toString()} ${i.message}.`));
  const lines = findContradictions(parsed.data);
  if (lines.length > 0) throw new ConfigError(lines);
  const names = Object.keys(given).filter((name) => name in environment.shape);
  return deepFreeze({ ...toConfig(parsed.data), given: names });
}

function findContradictions(env: Environment): string[] {
  const lines: string[] = [];
  if (env.DATABASE_URL && !env.SESSION_SECRET) {
    lines.push('SESSION_SECRET must be set with DATABASE_URL, to the same value on every instance.');
  }
  if (Boolean(env.ADMIN_EMAIL) !== Boolean(env.ADMIN_PASSWORD)) {
    lines.push('ADMIN_EMAIL and ADMIN_PASSWORD must be set together.');
  }
  if (env.OIDC_PROVIDERS.length > 0 && !env.PUBLIC_URL) {
    lines.push('PUBLIC_URL must be set with OIDC_PROVIDERS: providers send people back there.');
  }
  if (env.SMTP_URL && !env.PUBLIC_URL) {
    lines.push('PUBLIC_URL must be set with SMTP_URL: links in mails lead there.');
  }
  const s3 = [env.S3_BUCKET, env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY];
  if (new Set(s3.map(Boolean)).size > 1 || (env.S3_ENDPOINT && !env.S3_BUCKET)) {
    lines.push('S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set together.');
  }
  if (Boolean(env.OMI_APP_ID) !== Boolean(env.OMI_APP_SECRET)) {
    lines.push('OMI_APP_ID and OMI_APP_SECRET must be set together.');
  }
  return lines;
}

function toConfig(env: Environment): Omit<Config, 'given'> {
  const dataDir = resolve(env.DATA_DIR);
  return {
    http: {
      host: env.HOST,
      port: env.PORT,
      publicUrl: env.PUBLIC_URL ?? null,
      corsOrigins: env.CORS_ORIGINS,
      metricsToken: env.METRICS_TOKEN ?? null,
      trustedProxies: env.TRUSTED_PROXIES,
    },
    dataDir,
    databaseLocation: env.DATABASE_URL ?? join(dataDir, 'omniai.db'),
    sessionSecret: env.SESSION_SECRET ?? keepSessionSecret(dataDir),
    registration: env.REGISTRATION,
    admin: env.ADMIN_EMAIL && env.ADMIN_PASSWORD ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD } : null,
    oidc: env.OIDC_PROVIDERS,
    mail: toMail(env),
    provider: {
      defaultProvider: env.DEFAULT_PROVIDER ?? null,
      defaultModel: env.DEFAULT_MODEL ?? null,
      ollama: { baseUrl: env.OLLAMA_BASE_URL ?? null },
      lmstudio: { baseUrl: env.LMSTUDIO_BASE_URL ?? null },
      openai: {
        apiKey: env.OPENAI_API_KEY ?? null,
        baseUrl: env.OPENAI_BASE_URL ?? null,
        model: env.OPENAI_MODEL,
        fallbackModel: env.OPENAI_FALLBACK_MODEL,
      },
      openaiCompatible: {
        baseUrl: env.OPENAI_COMPATIBLE_BASE_URL ?? null,
        apiKey: env.OPENAI_COMPATIBLE_API_KEY ?? null,
        name: env.OPENAI_COMPATIBLE_NAME ?? null,
      },
      anthropic: { apiKey: env.ANTHROPIC_API_KEY ?? null, baseUrl: env.ANTHROPIC_BASE_URL ?? null },
      google: { apiKey: env.GOOGLE_API_KEY ?? null, baseUrl: env.GOOGLE_BASE_URL ?? null },
    },
    searxngUrl: env.SEARXNG_URL ?? null,
    omi: {
      appId: env.OMI_APP_ID ?? null,
      appSecret: env.OMI_APP_SECRET ?? null,
      apiBaseUrl: env.OMI_API_BASE_URL,
      webhookSecrets: env.OMI_WEBHOOK_SECRET,
      allowUnsigned: env.OMI_WEBHOOK_ALLOW_UNSIGNED,
    },
    expoPush: env.EXPO_PUSH ? { apiBaseUrl: env.EXPO_API_BASE_URL, accessToken: env.EXPO_ACCESS_TOKEN ?? null } : null,
    tracing: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: env.OTEL_SERVICE_NAME }
      : null,
    s3: toS3(env),
    isProduction: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
  };
}

/** Says which field of which provider is wrong; its values may be secrets. */
function readOidcProviders(value: string, context: z.RefinementCtx): OidcSettings[] {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  let given: unknown;
  try {
    given = JSON.parse(value);
  } catch {
    return refuse('must be a list in JSON');
  }
  const parsed = z.array(oidcProvider).safeParse(given);
  if (!parsed.success) return refuse(`does not fit at ${parsed.error.issues.map((i) => i.path.join('.')).join(', ')}`);
  const names = new Set(parsed.data.map(({ name }) => name));
  return names.size === parsed.data.length ? parsed.data : refuse('must have a different name for each provider');
}

function toMail({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl }: Environment): Config['mail'] {
  if (!smtpUrl || !publicUrl) return null;
  return { smtpUrl, from: from ?? `OmniAI <omniai@${new URL(publicUrl).hostname}>` };
}

function toS3(env: Environment): S3Settings | null {
  const { S3_BUCKET: bucket, S3_REGION: region, S3_ACCESS_KEY_ID: accessKeyId } = env;
  if (!bucket || !accessKeyId || !env.S3_SECRET_ACCESS_KEY) return null;
  const endpoint = env.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey: env.S3_SECRET_ACCESS_KEY };
}

/** Reads the secret of earlier starts, or makes one that only this account of the machine can read. */
function keepSessionSecret(dataDir: string): string {
  const file = join(dataDir, 'session-secret');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    try {
      // `wx` fails where the file exists, so two starts at once end up with the same secret.
      writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    return secret.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? 'its file session-secret is damaged' : String(cause);
    throw new ConfigError([`DATA_DIR must be a folder the server can read and write (${reason}).`]);
  }
}

function urlOf(protocols: readonly string[], what: string) {
  return text
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must be ${what}`)
    .transform((value) => value.replace(/\/+$/, ''));
}

function listOf<Item extends z.ZodType<string, string>>(item: Item) {
  return text
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(item));
}

function toOrigin(url: string): string {
  return new URL(url).origin;
}

function isAddressOrNetwork(value: string): boolean {
  return ipaddr.isValid(value) || ipaddr.isValidCIDR(value);
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}

import { z } from 'zod';
import type { Config } from '../config.ts';

export const variableSchema = z
  .object({
    name: z.string(),
    area: z.enum(['server', 'data', 'people', 'models', 'voice', 'operation']),
    value: z.string().nullable().describe('What holds now; null where nothing does, and for secrets'),
    is_secret: z.boolean(),
    is_set: z.boolean().describe('Whether it is set in the environment; otherwise its default holds'),
  })
  .meta({ id: 'SettingVariable' });

export type Variable = z.infer<typeof variableSchema>;

/** A value to show, or that it is one to hide. */
type Shown = string | number | boolean | readonly string[] | null | typeof SECRET;
const SECRET = Symbol('secret');

/** Everything that the environment can set, with what holds now. */
export function listVariables(config: Config): Variable[] {
  const areas: Record<Variable['area'], Record<string, Shown>> = {
    server: serverVariables(config),
    data: dataVariables(config),
    people: peopleVariables(config),
    models: modelVariables(config),
    voice: voiceVariables(config),
    operation: operationVariables(config),
  };
  return variableSchema.shape.area.options.flatMap((area) =>
    Object.entries(areas[area]).map(([name, value]) => ({
      name,
      area,
      value: toText(value),
      is_secret: value === SECRET,
      is_set: config.given.includes(name),
    })),
  );
}

function toText(value: Shown): string | null {
  if (value === SECRET || value === null) return null;
  if (typeof value === 'object') return value.length > 0 ? value.join(', ') : null;
  return String(value);
}

function serverVariables({ http, isProduction }: Config): Record<string, Shown> {
  return {
    PUBLIC_URL: http.publicUrl,
    HOST: http.host,
    PORT: http.port,
    CORS_ORIGINS: http.corsOrigins,
    TRUSTED_PROXIES: http.trustedProxies,
    NODE_ENV: isProduction ? 'production' : null,
  };
}

function dataVariables({ dataDir, s3 }: Config): Record<string, Shown> {
  return {
    DATA_DIR: dataDir,
    DATABASE_URL: SECRET,
    S3_ENDPOINT: s3?.endpoint ?? null,
    S3_BUCKET: s3?.bucket ?? null,
    S3_REGION: s3?.region ?? null,
    S3_ACCESS_KEY_ID: SECRET,
    S3_SECRET_ACCESS_KEY: SECRET,
  };
}

function peopleVariables({ registration, admin, oidc, mail }: Config): Record<string, Shown> {
  return {
    REGISTRATION: registration,
    ADMIN_EMAIL: admin?.email ?? null,
    ADMIN_PASSWORD: SECRET,
    OIDC_PROVIDERS: oidc.map(({ label }) => label),
    SMTP_URL: SECRET,
    MAIL_FROM: mail?.from ?? null,
    SESSION_SECRET: SECRET,
  };
}

function modelVariables({ provider, searxngUrl }: Config): Record<string, Shown> {
  return {
    DEFAULT_PROVIDER: provider.defaultProvider,
    DEFAULT_MODEL: provider.defaultModel,
    LMSTUDIO_BASE_URL: provider.lmstudio.baseUrl,
    OLLAMA_BASE_URL: provider.ollama.baseUrl,
    OPENAI_API_KEY: SECRET,
    OPENAI_BASE_URL: provider.openai.baseUrl,
    OPENAI_MODEL: provider.openai.model,
    OPENAI_FALLBACK_MODEL: provider.openai.fallbackModel,
    OPENAI_COMPATIBLE_BASE_URL: provider.openaiCompatible.baseUrl,
    OPENAI_COMPATIBLE_API_KEY: SECRET,
    OPENAI_COMPATIBLE_NAME: provider.openaiCompatible.name,
    ANTHROPIC_API_KEY: SECRET,
    ANTHROPIC_BASE_URL: provider.anthropic.baseUrl,
    GOOGLE_API_KEY: SECRET,
    GOOGLE_BASE_URL: provider.google.baseUrl,
    SEARXNG_URL: searxngUrl,
  };
}

function voiceVariables({ omi }: Config): Record<string, Shown> {
  return {
    OMI_APP_ID: omi.appId,
    OMI_APP_SECRET: SECRET,
    OMI_API_BASE_URL: omi.apiBaseUrl,
    OMI_WEBHOOK_SECRET: SECRET,
    OMI_WEBHOOK_ALLOW_UNSIGNED: omi.allowUnsigned,
  };
}

function operationVariables({ logLevel, tracing, expoPush }: Config): Record<string, Shown> {
  return {
    LOG_LEVEL: logLevel,
    METRICS_TOKEN: SECRET,
    EXPO_PUSH: expoPush !== null,
    EXPO_ACCESS_TOKEN: SECRET,
    EXPO_API_BASE_URL: expoPush?.apiBaseUrl ?? null,
    OTEL_EXPORTER_OTLP_ENDPOINT: tracing?.endpoint ?? null,
    OTEL_SERVICE_NAME: tracing?.serviceName ?? null,
  };
}

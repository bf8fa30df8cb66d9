import { z } from 'zod';
import { findRegistration, registrationPolicySchema } from '../account/registration.ts';
import type { Config } from '../config.ts';
import { pushSubscriptionReader } from '../store/push-subscription-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { listVariables, variableSchema } from './list-variables.ts';

export const settingsSchema = z.object({
  registration: registrationPolicySchema.describe('Who may make an account, as it holds now'),
  registration_set: registrationPolicySchema
    .nullable()
    .describe('What an admin has set in the running server; null: as REGISTRATION says'),
  push: z.object({
    browsers: z.int().describe('In how many browsers people are told of what happens while the page is closed'),
    is_reachable: z
      .boolean()
      .nullable()
      .describe('Whether browsers take pushes under PUBLIC_URL, which must begin with https; null where it is not set'),
  }),
  variables: z.array(variableSchema).describe('What is read from the environment once, when the server starts'),
});

/** The settings of the server: what can be set while it runs, and what it was started with. No secret leaves by it. */
export async function readSettings(db: ReadHandle, config: Config): Promise<z.infer<typeof settingsSchema>> {
  const set = await findRegistration(db);
  const { publicUrl } = config.http;
  return {
    registration: set ?? config.registration,
    registration_set: set ?? null,
    push: {
      browsers: await pushSubscriptionReader.count(db),
      is_reachable: publicUrl === null ? null : isSecureOrigin(publicUrl),
    },
    variables: listVariables(config),
  };
}

/** As browsers see it: what is on the person's own machine needs no certificate. */
function isSecureOrigin(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

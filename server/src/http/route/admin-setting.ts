import { z } from 'zod';
import { registrationPolicySchema } from '../../account/registration.ts';
import { readSettings, settingsSchema } from '../../admin/read-settings.ts';
import { setRegistration } from '../../admin/set-registration.ts';
import type { Config } from '../../config.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';

const tags = ['admin'];
const answer = z.object({ ok: z.literal(true) }).extend(settingsSchema.shape);

/** The settings of the server, for admins. */
export function adminSettingRoutes(parts: { store: Store; clock: Clock; config: Config }): Routes {
  const { store, config } = parts;
  const read = async () => ({ ok: true as const, ...(await readSettings(store.read, config)) });
  return (server) => {
    server.get(
      '/admin/settings',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'What the server is set to, and by which variable; of secrets only whether they are set',
          response: { 200: answer },
        },
      },
      read,
    );
    server.patch(
      '/admin/settings',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Change what can be set while the server runs',
          body: z.strictObject({
            registration: registrationPolicySchema
              .nullable()
              .describe('Who may make an account from now on; null: as REGISTRATION says'),
          }),
          response: { 200: answer },
        },
      },
      async (request) => {
        await setRegistration(parts, actOf(request), request.body.registration);
        return read();
      },
    );
  };
}

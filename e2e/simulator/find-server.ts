import { z } from 'zod';
import { SimulatorError } from './simulator-error.ts';

const healthSchema = z.object({ omi_configured: z.boolean() });
/** @returns whether the server has an Omi app to push with @throws SimulatorError when no server answers there */
export async function findServer(url: string): Promise<{ hasOmiApp: boolean }> {
  try {
    const health = healthSchema.parse(await (await fetch(`${url}/health`)).json());
    return { hasOmiApp: health.omi_configured };
  } catch {
    throw new SimulatorError(
      `No OmniAI server answers at ${url}. Start it with “npm start”, or say where it is with --url.`,
    );
  }
}

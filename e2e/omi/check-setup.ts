const TIMEOUT_MS = 10_000;

/**
 * Omi's look at `setup_completed_url` when a user enables an app: it puts `?uid=` behind the address, so the address must have no query.
 * @returns whether the app may be enabled: 200 and a truthy `is_setup_completed`
 */
export async function checkSetup(setupUrl: string, uid: string): Promise<boolean> {
  const response = await fetch(`${setupUrl}?uid=${uid}`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200) return false;
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'is_setup_completed' in body && Boolean(body.is_setup_completed);
}

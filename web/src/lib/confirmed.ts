import { ApiError } from '@omniai/client';
import { createStore } from 'zustand/vanilla';

/** Somebody who is asked to prove again that it is them. */
export interface ProofWish {
  /** @param isProved false when they would rather not */
  end(isProved: boolean): void;
}

/** The wish that is on the screen; null while there is none. */
export const proofWish = createStore<ProofWish | null>(() => null);

let asking: Promise<boolean> | null = null;

/**
 * Does what the server allows only soon after a sign-in. Where it has been too long (E2007) the person is asked to prove again that it is them, and then
 * it is done once more.
 * @throws ApiError what `act` throws; E2007 where they would rather not
 */
export async function confirmed<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'E2007') || !(await askForProof())) throw error;
    return act();
  }
}

/** Several acts that wait at the same time share one question. */
function askForProof(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => proofWish.setState({ end: resolve }, true)).finally(() => {
    asking = null;
    proofWish.setState(null, true);
  });
  return asking;
}

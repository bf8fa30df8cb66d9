import { createStore } from 'zustand/vanilla';

/** The conversation that a link led to, until its person is signed in and there. */
interface Landing {
  conversationId: string;
  /** Where the link says which server it means. */
  server: string | undefined;
}

export const landing = createStore<Landing | null>(() => null);

/** Gives it once. */
export function takeLanding(): Landing | null {
  const taken = landing.getState();
  landing.setState(null, true);
  return taken;
}

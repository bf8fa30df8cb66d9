import { type ApiClient, unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import type { Preferences } from '../../lib/use-preferences.ts';

interface Sentence {
  text: string;
  /** As the person chose it where it is missing. */
  listen_mode?: Preferences['listen_mode'];
  after_answer: boolean;
}

const read = (http: ApiClient['http'], sentence: Sentence) => unwrap(http.POST('/omi/understand', { body: sentence }));

export type Tried = Awaited<ReturnType<typeof read>>;

/** Asks the server what it would understand of a sentence. */
export function useTriedSentence() {
  const { http } = useApi();
  return useMutation({ mutationFn: (sentence: Sentence) => read(http, sentence) });
}

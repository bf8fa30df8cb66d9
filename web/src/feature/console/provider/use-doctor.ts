import { type ApiSchemas, acceptErrorBody } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { readLines } from './read-lines.ts';

export type Step = ApiSchemas['DoctorStep'];

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** So that each step is told as it ends. */
export const LIVE = { headers: { accept: 'application/x-ndjson' }, parseAs: 'stream' } as const;

/** Looks for what is wrong with a provider, and gives each step as soon as it is taken. @param ask a request made with {@link LIVE} */
export function useDoctor(ask: () => Promise<Answer>) {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const look = useMutation({
    async mutationFn() {
      setSteps([]);
      const { data, error, response } = await ask();
      if (!response.ok || !(data instanceof ReadableStream)) throw acceptErrorBody(response.status, error);
      for await (const line of readLines(data)) {
        const step: Step = JSON.parse(line);
        setSteps((before) => [...before, step]);
      }
    },
  });
  return { steps, look };
}

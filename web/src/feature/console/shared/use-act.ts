import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { confirmed } from '../../../lib/confirmed.ts';
import { queryKey } from '../../../lib/query-key.ts';

interface ActOptions<Output> {
  /** What it changes; everything that the console shows where it is left out. */
  refresh?: readonly QueryKey[];
  onDone?(output: Output): void;
}

const CONSOLE = [queryKey.console()];

/** Something an admin does. Where it needs a recent sign-in that is asked for; afterwards the page shows how things are now. */
export function useAct<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  { refresh = CONSOLE, onDone }: ActOptions<Output> = {},
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => confirmed(() => act(input)),
    onSuccess(output) {
      onDone?.(output);
      for (const key of refresh) void queryClient.invalidateQueries({ queryKey: key });
    },
  });
}

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { confirmed } from './confirmed.ts';

interface ActOptions<Output> {
  /** What is read again afterwards. */
  refresh?: readonly QueryKey[];
  onDone?(output: Output): void;
}

/** Something a person does. Where it needs a recent sign-in they are asked for it first; afterwards the page shows how things are now. */
export function useAct<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  { refresh = [], onDone }: ActOptions<Output> = {},
) {
  const queryClient = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: (input) => confirmed(() => act(input)),
    onSuccess(output) {
      for (const key of refresh) void queryClient.invalidateQueries({ queryKey: key });
      onDone?.(output);
    },
  });
}

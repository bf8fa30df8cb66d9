import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';

const EVERYTHING = [queryKey.console()];

/** Something an admin does that may change anything that the console shows. */
export function useAdminAct<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  { onDone }: { onDone?(output: Output): void } = {},
) {
  return useAct(act, { refresh: EVERYTHING, ...(onDone && { onDone }) });
}

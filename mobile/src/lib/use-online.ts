import { useSyncExternalStore } from 'react';
import { useAppParts } from './app-context.ts';

/** Whether the device has any network. */
export function useOnline(): boolean {
  const { network } = useAppParts();
  return useSyncExternalStore(network.subscribe, network.isOnline, network.isOnline);
}

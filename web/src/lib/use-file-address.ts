import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

/**
 * Where the browser finds the content of a file. A page from the server itself simply names it; elsewhere no cookie goes along, so it is read first.
 * @returns undefined until it is there
 */
export function useFileAddress(id: string): string | undefined {
  const api = useApi();
  const path = `/files/${encodeURIComponent(id)}`;
  const { data: blob } = useQuery({
    queryKey: queryKey.file(id),
    queryFn: ({ signal }) => api.download(path, signal),
    enabled: !api.isSameOrigin,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return api.isSameOrigin ? path : address;
}

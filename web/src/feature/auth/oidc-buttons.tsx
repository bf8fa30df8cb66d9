import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { useText } from '../../lib/use-text.ts';

/** The doors of other providers. They work by cookies, so only where the page comes from the server itself. */
export function OidcButtons() {
  const t = useText();
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['oidc'],
    queryFn: ({ signal }) => unwrap(api.http.GET('/auth/oidc', { signal })),
    enabled: api.isSameOrigin,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data || data.providers.length === 0) return null;
  return (
    <div className="grid gap-2">
      <p className="text-[0.8125rem] text-faint">{t('auth.elsewhere')}</p>
      {data.providers.map(({ name, label }) => (
        <a
          key={name}
          href={`/auth/oidc/${encodeURIComponent(name)}/start`}
          className="flex h-11 items-center justify-center rounded-lg border border-line-strong bg-raised px-4 font-medium hover:bg-hover"
        >
          {t('auth.continueWith', { provider: label })}
        </a>
      ))}
    </div>
  );
}

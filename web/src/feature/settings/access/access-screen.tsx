import { unwrap } from '@omniai/client';
import { useApi } from '../../../lib/api-context.tsx';
import { formatMoment } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { useText } from '../../../lib/use-text.ts';
import { PageView } from '../../../ui/page-view.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';
import { ACTION } from './action.ts';

/** Who signed in as this person, read or changed their account: an administrator too. */
export function AccessScreen() {
  const t = useText();
  const api = useApi();
  const pages = usePages(queryKey.settings('access'), (cursor, signal) =>
    unwrap(
      api.http.GET('/account/access-log', {
        signal,
        params: { query: { limit: 50, ...(cursor !== undefined && { cursor }) } },
      }),
    ),
  );
  const who = { you: t('settings.byYou'), nobody: t('settings.byNobody'), someone_else: t('settings.bySomeone') };
  const columns = [t('settings.accessWhat'), t('settings.accessWho'), t('settings.accessFrom')];
  return (
    <>
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold tracking-tight">{t('settings.access')}</h2>
        <p className="max-w-prose text-sm text-soft">{t('settings.accessLead')}</p>
      </div>
      <PageView pages={pages} empty={<p className="text-sm text-soft">{t('settings.accessEmpty')}</p>}>
        {(entries) => (
          <Table label={t('settings.access')} columns={columns} isStacked>
            {entries.map(({ id, at, action, by, name, ip }) => (
              <tr key={id}>
                <TableCell className="min-w-44">
                  {ACTION[action] ? t(ACTION[action]) : action}
                  <span className="block text-[0.8125rem] whitespace-nowrap text-soft tabular-nums">
                    {formatMoment(at)}
                  </span>
                </TableCell>
                <TableCell label={t('settings.accessWho')} className={by === 'you' ? 'text-soft' : 'font-medium'}>
                  {name ?? who[by]}
                </TableCell>
                <TableCell label={t('settings.accessFrom')} className="text-soft tabular-nums">
                  {ip ?? '–'}
                </TableCell>
              </tr>
            ))}
          </Table>
        )}
      </PageView>
    </>
  );
}

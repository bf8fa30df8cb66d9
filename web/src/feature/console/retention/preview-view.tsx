import { formatCount } from '../../../lib/format.ts';
import { SPACE_NAME } from '../../../lib/space-name.ts';
import { useText } from '../../../lib/use-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';
import type { Space } from './space.ts';

interface Preview {
  conversations: number;
  messages: number;
  people: number;
  spaces: readonly { space: Space; conversations: number; messages: number }[];
  users: readonly { user_id: string; email: string; conversations: number; messages: number }[];
}

/** What would be deleted now: by space, and whose. */
export function PreviewView({ preview }: { preview: Preview }) {
  const t = useText();
  if (preview.conversations === 0) return <Notice kind="calm">{t('console.previewNothing')}</Notice>;
  const { conversations, messages, people } = preview;
  const counts = (row: { conversations: number; messages: number }) => (
    <>
      <TableCell className="tabular-nums">{formatCount(row.conversations)}</TableCell>
      <TableCell className="tabular-nums">{formatCount(row.messages)}</TableCell>
    </>
  );
  return (
    <div className="grid gap-4">
      <Notice kind="warn">{t('console.previewSum', { conversations, messages, people })}</Notice>
      <Table
        label={t('console.previewBySpace')}
        columns={[t('console.space'), t('console.conversations'), t('console.messages')]}
      >
        {preview.spaces.map((row) => (
          <tr key={row.space}>
            <TableCell>{t(SPACE_NAME[row.space])}</TableCell>
            {counts(row)}
          </tr>
        ))}
      </Table>
      <Table
        label={t('console.previewByPerson')}
        columns={[t('console.person'), t('console.conversations'), t('console.messages')]}
      >
        {preview.users.map((row) => (
          <tr key={row.user_id}>
            <TableCell>{row.email}</TableCell>
            {counts(row)}
          </tr>
        ))}
      </Table>
    </div>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useApi } from '../../../lib/api-context.tsx';
import { saveFile } from '../../../lib/save-file.ts';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { MenuContent, MenuItem, MenuRoot, MenuTrigger } from '../../../ui/menu.tsx';

type Format = 'csv' | 'jsonl';

/** Takes what the filter finds out as a file. */
export function AuditExport({ query }: { query: Record<string, string> }) {
  const t = useText();
  const api = useApi();
  const take = useMutation({
    mutationFn: async (format: Format) =>
      saveFile(
        await api.download(`/admin/audit/export?${new URLSearchParams({ ...query, format }).toString()}`),
        `audit.${format}`,
      ),
    onError: (error) => say(error.message, { isTrouble: true }),
  });
  return (
    <MenuRoot modal={false}>
      <MenuTrigger asChild>
        <Button size="small" disabled={take.isPending}>
          <Download size={15} aria-hidden="true" />
          {t('console.export')}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => take.mutate('csv')}>CSV</MenuItem>
        <MenuItem onSelect={() => take.mutate('jsonl')}>JSON Lines</MenuItem>
      </MenuContent>
    </MenuRoot>
  );
}

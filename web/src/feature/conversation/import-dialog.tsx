import { type ConversationImport, unwrap } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { serverSentence } from '../../lib/server-sentence.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ImportProgress } from './import-progress.tsx';

const LOOK_EVERY_MS = 700;

/** Takes conversations over from a file, and shows how far it is. Closing it does not stop what has begun. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const api = useApi();
  const running = useRunningImport();
  const upload = useMutation({
    mutationFn: (file: File) => unwrap(api.http.POST('/conversations/import', { fetch: api.carry(file, setShare) })),
    onSuccess: (begun) => running.follow(begun.import.id),
  });
  const { current } = running;
  const isBusy = upload.isPending || current?.status === 'running';
  return (
    <Dialog title={t('common.importTitle')} description={t('common.importLead')} onClose={onClose}>
      {upload.isPending && <ImportProgress label={t('common.importUploading')} share={share} />}
      {current && !upload.isPending && <ImportState state={current} />}
      {upload.error && <Notice kind="danger">{upload.error.message}</Notice>}
      <input
        ref={picker}
        type="file"
        accept=".json,.zip,application/json,application/zip"
        aria-label={t('common.importChoose')}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) upload.mutate(file);
          target.value = '';
        }}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {current?.status === 'running' && <Button onClick={running.stop}>{t('common.importStop')}</Button>}
        <Button onClick={onClose}>{t('common.close')}</Button>
        <Button look="primary" disabled={isBusy} onClick={() => picker.current?.click()}>
          <Upload size={15} aria-hidden="true" /> {t('common.importChoose')}
        </Button>
      </div>
    </Dialog>
  );
}

function ImportState({ state }: { state: ConversationImport }) {
  const t = useText();
  const { status, imported, updated, skipped, failed, failures } = state;
  if (status === 'running')
    return <ImportProgress label={t('common.importRunning', { count: imported })} share={state.progress} />;
  return (
    <div className="grid gap-3 text-sm" role="status">
      {status === 'failed' ? (
        <Notice kind="danger">{state.error ? serverSentence(state.error) : t('common.importFailed')}</Notice>
      ) : (
        <p>{t(status === 'done' ? 'common.importDone' : 'common.importStopped', { count: imported })}</p>
      )}
      <p className="text-soft">{t('common.importCounts', { updated, skipped, failed })}</p>
      {failures.length > 0 && (
        <ul className="max-h-40 list-disc overflow-y-auto pl-5 text-soft">
          {failures.map(({ title, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be called the same, and they never move
            <li key={index}>{`${title}: ${serverSentence(reason)}`}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The import that goes on: the one that was begun here, else the last one if it still runs. */
function useRunningImport() {
  const api = useApi();
  const queryClient = useQueryClient();
  const [id, follow] = useState<string | null>(null);
  const latest = useQuery({
    queryKey: queryKey.conversationImport('latest'),
    queryFn: ({ signal }) =>
      unwrap(api.http.GET('/conversations/imports', { params: { query: { limit: 1 } }, signal })),
    gcTime: 0,
  });
  const last = latest.data?.items[0];
  const followed = id ?? (last?.status === 'running' ? last.id : null);
  const path = { id: followed ?? '' };
  const { data } = useQuery({
    queryKey: queryKey.conversationImport(path.id),
    queryFn: ({ signal }) => unwrap(api.http.GET('/conversations/imports/{id}', { params: { path }, signal })),
    enabled: followed !== null,
    refetchInterval: (query) => (query.state.data?.import.status === 'running' ? LOOK_EVERY_MS : false),
  });
  const current = data?.import;
  const taken = (current?.imported ?? 0) + (current?.updated ?? 0);
  useEffect(() => {
    if (taken > 0) void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
  }, [taken, queryClient]);
  const stop = async () => {
    // If this fails, it goes on in sight of the person, who can press again.
    await unwrap(api.http.DELETE('/conversations/imports/{id}', { params: { path } })).catch(() => undefined);
    void queryClient.invalidateQueries({ queryKey: queryKey.conversationImport(path.id) });
  };
  return { current, follow, stop: () => void stop() };
}

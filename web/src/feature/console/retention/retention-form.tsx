import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { SPACE_NAME } from '../../../lib/space-name.ts';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { DaysField } from '../shared/days-field.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { PreviewView } from './preview-view.tsx';
import { type Kept, limitedOnly, SPACES, toPreviewQuery } from './space.ts';

/** Days by space. They can be saved only after a look at what they would delete. */
export function RetentionForm({ kept }: { kept: Kept }) {
  const t = useText();
  const api = useApi();
  const [draft, setDraft] = useState(kept);
  const [isAsking, setAsking] = useState(false);
  const preview = useMutation({
    mutationFn: () =>
      unwrap(api.http.GET('/admin/retention/preview', { params: { query: toPreviewQuery(draft, kept) } })),
  });
  const save = useAdminAct(() => unwrap(api.http.PUT('/admin/retention', { body: { spaces: limitedOnly(draft) } })), {
    onDone() {
      setAsking(false);
      say(t('console.saved'));
    },
  });
  const isChanged = SPACES.some((space) => (draft[space] ?? null) !== (kept[space] ?? null));
  return (
    <Card title={t('console.retentionDays')} description={t('console.retentionDaysLead')}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          preview.mutate();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {SPACES.map((space) => (
            <DaysField
              key={space}
              label={t(SPACE_NAME[space])}
              days={draft[space] ?? null}
              onChange={(days) => {
                preview.reset();
                setDraft({ ...draft, [space]: days });
              }}
            />
          ))}
        </div>
        {preview.error && <Notice kind="danger">{preview.error.message}</Notice>}
        {preview.data && <PreviewView preview={preview.data} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" disabled={preview.isPending}>
            {t('console.preview')}
          </Button>
          <Button look="primary" disabled={!isChanged || !preview.data} onClick={() => setAsking(true)}>
            {t('console.save')}
          </Button>
        </div>
        {isChanged && !preview.data && <p className="text-[0.8125rem] text-soft">{t('console.previewFirst')}</p>}
      </form>
      {isAsking && preview.data && (
        <AskDialog
          title={t('console.retentionAsk')}
          description={t('console.retentionWarning', {
            conversations: preview.data.conversations,
            people: preview.data.people,
          })}
          doLabel={t('console.save')}
          isHarmless={preview.data.conversations === 0}
          act={save}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

import { type ApiSchemas, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';

interface PersonDangerProps {
  person: ApiSchemas['AdminUserDetail'];
  onDeleted(): void;
}

/** The end of an account, for which its address is typed: a slip of the hand must not be enough. */
export function PersonDanger({ person, onDeleted }: PersonDangerProps) {
  const t = useText();
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useAdminAct(
    () => unwrap(api.http.DELETE('/admin/users/{id}', { params: { path: { id: person.id } } })),
    {
      onDone() {
        say(t('console.deleted', { name: person.email }));
        onDeleted();
      },
    },
  );
  return (
    <Card
      title={t('console.deletePerson')}
      description={t('console.deletePersonLead', { conversations: person.conversations, messages: person.messages })}
      action={
        <Button size="small" onClick={() => setOpen(true)}>
          {t('console.deletePerson')}
        </Button>
      }
    >
      {isOpen && (
        <Dialog
          title={t('console.deletePersonAsk', { name: person.display_name || person.email })}
          description={t('console.deletePersonWarning')}
          onClose={() => setOpen(false)}
        >
          <form
            className="grid gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              remove.mutate();
            }}
          >
            <TextField
              label={t('console.typeToDelete', { email: person.email })}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            {remove.error && <Notice kind="danger">{remove.error.message}</Notice>}
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
              <Button type="submit" look="danger" disabled={remove.isPending || typed.trim() !== person.email}>
                {t('console.delete')}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </Card>
  );
}

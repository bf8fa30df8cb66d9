import { useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ALL, type AuditFilter } from './audit-filter.ts';
import { PersonField } from './person-field.tsx';

/** What `noun` stands before the dot of an action. */
const NOUNS = [
  'account',
  'api_key',
  'audit',
  'backup',
  'conversation',
  'fallbacks',
  'identity',
  'invite',
  'omi_link',
  'outbox',
  'passkey',
  'pricing',
  'provider',
  'quota',
  'retention',
  'session',
  'stream',
  'tool_server',
  'totp',
  'usage',
  'user',
];

interface AuditFilterFormProps {
  filter: AuditFilter;
  onFilter(filter: AuditFilter): void;
}

/** Each look at the log is itself written down, so it is asked only when the form is sent. */
export function AuditFilterForm({ filter, onFilter }: AuditFilterFormProps) {
  const t = useText();
  const [draft, setDraft] = useState(filter);
  const change = (part: Partial<AuditFilter>) => setDraft({ ...draft, ...part });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(draft);
      }}
    >
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-3">
        <PersonField label={t('console.actor')} value={draft.actor} onChange={(actor) => change({ actor })} />
        <TextField
          label={t('console.action')}
          list="audit-actions"
          placeholder="user.change"
          maxLength={100}
          autoComplete="off"
          value={draft.action}
          onChange={({ target }) => change({ action: target.value })}
        />
        <datalist id="audit-actions">
          {NOUNS.map((noun) => (
            <option key={noun} value={noun} />
          ))}
        </datalist>
        <TextField
          label={t('console.targetId')}
          maxLength={100}
          autoComplete="off"
          value={draft.target}
          onChange={({ target }) => change({ target: target.value })}
        />
        <TextField
          type="date"
          label={t('console.from')}
          value={draft.from}
          onChange={({ target }) => change({ from: target.value })}
        />
        <TextField
          type="date"
          label={t('console.to')}
          value={draft.to}
          onChange={({ target }) => change({ to: target.value })}
        />
      </div>
      <div className="flex gap-2">
        <Button type="submit">{t('console.filter')}</Button>
        <Button
          look="quiet"
          onClick={() => {
            setDraft(ALL);
            onFilter(ALL);
          }}
        >
          {t('console.showAll')}
        </Button>
      </div>
    </form>
  );
}

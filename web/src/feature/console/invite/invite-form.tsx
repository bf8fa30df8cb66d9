import { useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { LimitFields } from '../quota/limit-fields.tsx';
import { useQuotaDefaults } from '../quota/use-quota-defaults.ts';
import { EMPTY_INVITE, type InviteDraft } from './invite-draft.ts';

const DAYS = [1, 7, 30];

interface InviteFormProps {
  isPending: boolean;
  error: Error | null;
  onSubmit(draft: InviteDraft): void;
  onClose(): void;
}

/** Who may come, and until when. */
export function InviteForm({ isPending, error, onSubmit, onClose }: InviteFormProps) {
  const t = useText();
  const [draft, setDraft] = useState(EMPTY_INVITE);
  const defaults = useQuotaDefaults();
  const change = (part: Partial<InviteDraft>) => setDraft({ ...draft, ...part });
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(draft);
      }}
    >
      <TextField
        label={t('console.inviteEmail')}
        hint={t('console.inviteEmailHint')}
        type="email"
        autoComplete="off"
        value={draft.email}
        onChange={({ target }) => change({ email: target.value, ...(target.value !== '' && { maxUses: 1 }) })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('console.inviteUses')}
          type="number"
          min={1}
          max={10_000}
          required
          disabled={draft.email !== ''}
          value={Number.isNaN(draft.maxUses) ? '' : draft.maxUses}
          onChange={({ target }) => change({ maxUses: target.valueAsNumber })}
        />
        <SelectField
          label={t('console.expires')}
          value={draft.days ?? ''}
          onChange={({ target }) => change({ days: target.value === '' ? null : Number(target.value) })}
        >
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {t('console.inDays', { days })}
            </option>
          ))}
          <option value="">{t('console.never')}</option>
        </SelectField>
      </div>
      <SelectField
        label={t('console.role')}
        hint={draft.role === 'admin' && t('console.inviteAdminHint')}
        value={draft.role}
        onChange={({ target }) => change({ role: target.value === 'admin' ? 'admin' : 'user' })}
      >
        <option value="user">{t('console.user')}</option>
        <option value="admin">{t('console.admin')}</option>
      </SelectField>
      <Disclosure title={t('console.ownLimits')}>
        <LimitFields
          value={draft.quota}
          inherited={defaults.data?.[draft.role]}
          onChange={(quota) => change({ quota })}
        />
      </Disclosure>
      {error && <Notice kind="danger">{error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" disabled={isPending}>
          {t('console.makeInvite')}
        </Button>
      </div>
    </form>
  );
}

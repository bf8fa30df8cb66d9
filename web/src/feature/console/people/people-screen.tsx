import { Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageView } from '../../../ui/page-view.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { PeopleTable } from './people-table.tsx';
import { type Status, usePeople } from './use-people.ts';
import { useSettled } from './use-settled.ts';

interface PeopleScreenProps {
  /** A link to one person. */
  linkTo(userId: string, name: string): ReactNode;
}

/** Everybody with an account. */
export function PeopleScreen({ linkTo }: PeopleScreenProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [status, setStatus] = useState<Status | null>(null);
  const q = useSettled(typed.trim());
  const people = usePeople(q, status);
  return (
    <>
      <ScreenHead title={t('console.people')} lead={t('console.peopleLead')} />
      <search className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <TextField
          type="search"
          label={t('console.searchPeople')}
          value={typed}
          maxLength={254}
          onChange={(event) => setTyped(event.target.value)}
        />
        <SelectField
          label={t('console.status')}
          value={status ?? ''}
          onChange={({ target }) => setStatus(toStatus(target.value))}
        >
          <option value="">{t('console.anyStatus')}</option>
          <option value="active">{t('console.active')}</option>
          <option value="disabled">{t('console.disabled')}</option>
        </SelectField>
      </search>
      <PageView
        pages={people}
        empty={
          <EmptyState icon={<Users />} title={t('console.nobodyFound')}>
            {t('console.nobodyFoundLead')}
          </EmptyState>
        }
      >
        {(items) => <PeopleTable people={items} linkTo={linkTo} />}
      </PageView>
    </>
  );
}

function toStatus(value: string): Status | null {
  return value === 'active' || value === 'disabled' ? value : null;
}

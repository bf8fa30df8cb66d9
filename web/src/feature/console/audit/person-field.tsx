import { useText } from '../../../lib/use-text.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { usePeople } from '../people/use-people.ts';

interface PersonFieldProps {
  label: string;
  /** An id; empty for anybody. */
  value: string;
  onChange(userId: string): void;
}

/** One of the newest people. */
export function PersonField({ label, value, onChange }: PersonFieldProps) {
  const t = useText();
  const people = usePeople('', null);
  return (
    <SelectField label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t('console.anybody')}</option>
      {people.data?.map(({ id, email }) => (
        <option key={id} value={id}>
          {email}
        </option>
      ))}
    </SelectField>
  );
}

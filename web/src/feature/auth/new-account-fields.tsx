import { ratePassword } from '../../lib/password-strength.ts';
import { useText } from '../../lib/use-text.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface NewAccount {
  email: string;
  display_name: string;
  password: string;
}

export const EMPTY_ACCOUNT: NewAccount = { email: '', display_name: '', password: '' };

interface NewAccountFieldsProps {
  account: NewAccount;
  onChange(account: NewAccount): void;
}

/** What a person says of himself when an account is made. */
export function NewAccountFields({ account, onChange }: NewAccountFieldsProps) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('auth.name')}
        autoComplete="name"
        autoFocus
        required
        maxLength={100}
        value={account.display_name}
        onChange={(event) => onChange({ ...account, display_name: event.target.value })}
      />
      <TextField
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        required
        value={account.email}
        onChange={(event) => onChange({ ...account, email: event.target.value })}
      />
      <PasswordField
        label={t('auth.password')}
        value={account.password}
        onChange={(password) => onChange({ ...account, password })}
        autoComplete="new-password"
        strength={ratePassword(account.password, [account.email, account.display_name], t)}
      />
    </>
  );
}

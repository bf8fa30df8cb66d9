import { TextField } from '../../ui/text-field.tsx';
import { PasswordField } from './password-field.tsx';
import { ratePassword } from './password-strength.ts';

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
  return (
    <>
      <TextField
        label="Name"
        autoComplete="name"
        autoFocus
        required
        maxLength={100}
        value={account.display_name}
        onChange={(event) => onChange({ ...account, display_name: event.target.value })}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        value={account.email}
        onChange={(event) => onChange({ ...account, email: event.target.value })}
      />
      <PasswordField
        value={account.password}
        onChange={(password) => onChange({ ...account, password })}
        autoComplete="new-password"
        strength={ratePassword(account.password, [account.email, account.display_name])}
      />
    </>
  );
}

import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import type { PasswordStrength } from './password-strength.ts';

interface PasswordFieldProps {
  value: string;
  onChange(value: string): void;
  autoComplete: 'current-password' | 'new-password';
  /** Shown below a password that is being chosen. */
  strength?: PasswordStrength;
}

const BAR = ['bg-line', 'bg-danger', 'bg-warn', 'bg-good'];

export function PasswordField({ value, onChange, autoComplete, strength }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        Password
      </label>
      <div className="relative">
        <input
          id={id}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={strength ? `${id}-strength` : undefined}
          className="h-11 w-full rounded-lg border border-line-strong bg-raised pr-11 pl-3 text-base focus-visible:outline-offset-0"
        />
        <IconButton
          label={isShown ? 'Hide password' : 'Show password'}
          className="absolute top-1 right-1"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff size={17} /> : <Eye size={17} />}
        </IconButton>
      </div>
      {strength && <StrengthMeter id={`${id}-strength`} strength={strength} />}
    </div>
  );
}

function StrengthMeter({ id, strength }: { id: string; strength: PasswordStrength }) {
  return (
    <div className="grid gap-1.5 pt-0.5">
      <div className="grid grid-cols-3 gap-1" aria-hidden="true">
        {[1, 2, 3].map((level) => (
          <span key={level} className={`h-1 rounded-full ${level <= strength.level ? BAR[strength.level] : BAR[0]}`} />
        ))}
      </div>
      <p id={id} className="text-[0.8125rem] text-soft">
        {strength.advice}
      </p>
    </div>
  );
}

import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import type { PasswordStrength } from '../lib/password-strength.ts';
import { useText } from '../lib/use-text.ts';
import { IconButton } from './icon-button.tsx';

interface PasswordFieldProps {
  label: string;
  /** Shown below the field and read with it. */
  hint?: string;
  isOptional?: boolean;
  value: string;
  onChange(value: string): void;
  autoComplete: 'current-password' | 'new-password';
  /** Shown below a password that is being chosen. */
  strength?: PasswordStrength;
}

const BAR = ['bg-line', 'bg-danger', 'bg-warn', 'bg-good'];

/** A password, hidden until its person wants to see it. */
export function PasswordField({
  label,
  hint,
  isOptional = false,
  value,
  onChange,
  autoComplete,
  strength,
}: PasswordFieldProps) {
  const t = useText();
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          required={!isOptional}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={strength ? `${id}-strength` : hint ? `${id}-hint` : undefined}
          className="h-11 w-full rounded-lg border border-line-strong bg-raised pr-11 pl-3 text-base focus-visible:outline-offset-0"
        />
        <IconButton
          label={t(isShown ? 'common.hidePassword' : 'common.showPassword')}
          className="absolute top-1 right-1"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff size={17} /> : <Eye size={17} />}
        </IconButton>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-soft">
          {hint}
        </p>
      )}
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

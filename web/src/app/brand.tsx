import { Link } from '@tanstack/react-router';
import { Mark } from '../ui/mark.tsx';

/** The product's name, which leads to a new conversation. */
export function Brand({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <Link to="/" onClick={onNavigate} className="flex w-fit items-center gap-2 rounded-lg px-2 py-1 text-accent">
      <Mark className="size-6" />
      <span className="text-[0.9375rem] font-semibold tracking-tight text-ink">OmniAI</span>
    </Link>
  );
}

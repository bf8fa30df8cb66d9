import type { Me } from '@omniai/client';
import { ChevronsUpDown } from 'lucide-react';
import { lazy } from 'react';
import { useMe } from '../../lib/use-me.ts';
import { useText } from '../../lib/use-text.ts';
import { MenuButton } from '../../ui/menu-button.tsx';

const AccountPanel = lazy(() => import('./account-panel.tsx').then((module) => ({ default: module.AccountPanel })));

export function AccountMenu({ onSignedOut }: { onSignedOut(): void }) {
  const t = useText();
  const { data } = useMe();
  if (!data) return null;
  return (
    <MenuButton
      content={(float) => <AccountPanel {...float} onSignedOut={onSignedOut} />}
      className="flex w-full items-center gap-2.5 rounded-lg px-2 py-2 text-left text-sm hover:bg-hover data-[state=open]:bg-hover"
    >
      <Initial user={data.user} />
      <span className="min-w-0 flex-1 truncate font-medium">{nameOf(data.user)}</span>
      <ChevronsUpDown size={15} className="text-faint" aria-hidden="true" />
      <span className="sr-only">{t('common.accountMenu')}</span>
    </MenuButton>
  );
}

function Initial({ user }: { user: Me['user'] }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase"
    >
      {nameOf(user).slice(0, 1)}
    </span>
  );
}

function nameOf(user: Me['user']): string {
  return user.display_name || user.email;
}

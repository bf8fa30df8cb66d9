import { type Me, unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { storage } from '../../lib/storage.ts';
import { applyTheme, readTheme, type Theme } from '../../lib/theme.ts';
import { useMe } from '../../lib/use-me.ts';
import { MenuContent, MenuItem, MenuLabel, MenuRoot, MenuSeparator, MenuTrigger } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { UsageToday } from './usage-today.tsx';

const THEMES = [
  { value: 'system' as const, label: 'System', icon: <Monitor size={15} /> },
  { value: 'light' as const, label: 'Light', icon: <Sun size={15} /> },
  { value: 'dark' as const, label: 'Dark', icon: <Moon size={15} /> },
];

export function AccountMenu({ onSignedOut }: { onSignedOut(): void }) {
  const { data } = useMe();
  const [theme, setTheme] = useState(readTheme);
  const signOut = useSignOut(onSignedOut);
  if (!data) return null;
  const chooseTheme = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <MenuRoot modal={false}>
      <MenuTrigger className="flex w-full items-center gap-2.5 rounded-lg px-2 py-2 text-left text-sm hover:bg-hover data-[state=open]:bg-hover">
        <Initial user={data.user} />
        <span className="min-w-0 flex-1 truncate font-medium">{nameOf(data.user)}</span>
        <ChevronsUpDown size={15} className="text-faint" aria-hidden="true" />
        <span className="sr-only">Account menu</span>
      </MenuTrigger>
      <MenuContent align="start" side="top" isWide>
        <p className="truncate px-2.5 pt-1.5 text-sm text-soft">{data.user.email}</p>
        <UsageToday quota={data.quota} />
        <MenuSeparator />
        <MenuLabel>Appearance</MenuLabel>
        <Segmented label="Appearance" options={THEMES} value={theme} onChange={chooseTheme} />
        <MenuSeparator />
        <MenuItem disabled={signOut.isPending} onSelect={() => signOut.mutate()}>
          <LogOut size={15} /> Sign out
        </MenuItem>
      </MenuContent>
    </MenuRoot>
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

function useSignOut(onSignedOut: () => void) {
  const api = useApi();
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/auth/logout')),
    onSuccess() {
      api.keepSessionToken(null);
      storage.removeAll('draft.');
      onSignedOut();
    },
  });
}

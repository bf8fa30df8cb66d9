import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { storage, tabStorage } from '../../lib/storage.ts';
import { applyTheme, readTheme, type Theme } from '../../lib/theme.ts';
import { useMe } from '../../lib/use-me.ts';
import { useText } from '../../lib/use-text.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';
import type { FloatProps } from '../../ui/menu-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { UsageToday } from './usage-today.tsx';

/** Who is signed in, what they used today, how the page looks, and the way out. */
export function AccountPanel({ onSignedOut, ...float }: FloatProps & { onSignedOut(): void }) {
  const t = useText();
  const { data } = useMe();
  const [theme, setTheme] = useState(readTheme);
  const signOut = useSignOut(onSignedOut);
  if (!data) return null;
  const themes = [
    { value: 'system' as const, label: t('common.themeSystem'), icon: <Monitor size={15} /> },
    { value: 'light' as const, label: t('common.themeLight'), icon: <Sun size={15} /> },
    { value: 'dark' as const, label: t('common.themeDark'), icon: <Moon size={15} /> },
  ];
  const chooseTheme = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Menu {...float} label={t('common.accountMenu')} side="top" isWide>
      <p className="truncate px-2.5 pt-1.5 text-sm text-soft">{data.user.email}</p>
      <UsageToday quota={data.quota} />
      <MenuSeparator />
      <MenuLabel>{t('common.appearance')}</MenuLabel>
      <Segmented label={t('common.appearance')} options={themes} value={theme} onChange={chooseTheme} />
      <MenuSeparator />
      <MenuItem asChild>
        <Link to="/settings/profile">
          <Settings size={15} aria-hidden="true" /> {t('common.settings')}
        </Link>
      </MenuItem>
      <MenuItem disabled={signOut.isPending} onSelect={() => signOut.mutate()}>
        <LogOut size={15} aria-hidden="true" /> {t('common.signOut')}
      </MenuItem>
    </Menu>
  );
}

function useSignOut(onSignedOut: () => void) {
  const api = useApi();
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/auth/logout')),
    onSuccess() {
      api.keepSessionToken(null);
      storage.removeAll('draft.');
      tabStorage.removeAll('');
      onSignedOut();
    },
  });
}

import { useNavigate } from '@tanstack/react-router';
import { Ghost, Keyboard, Monitor, Moon, Settings, SquarePen, Sun, Upload } from 'lucide-react';
import { CommandPalette, type PaletteAction } from '../feature/palette/command-palette.tsx';
import { openOverlay } from '../lib/overlay.ts';
import { applyTheme } from '../lib/theme.ts';
import { useText } from '../lib/use-text.ts';
import { usePageList } from './use-page-list.ts';

/** What can be done and found from everywhere. */
export function Palette({ onClose }: { onClose(): void }) {
  const t = useText();
  const navigate = useNavigate();
  const pages = usePageList();
  const actions: PaletteAction[] = [
    { label: t('common.newConversation'), icon: <SquarePen size={16} />, run: () => void navigate({ to: '/' }) },
    {
      label: t('common.newTemporary'),
      icon: <Ghost size={16} />,
      run: () => void navigate({ to: '/', search: { temporary: true } }),
    },
    { label: t('common.import'), icon: <Upload size={16} />, run: () => openOverlay('import') },
    { label: t('common.shortcuts'), icon: <Keyboard size={16} />, run: () => openOverlay('shortcuts') },
    ...pages.map(({ to, label, icon: Icon }) => ({
      label: t(label),
      icon: <Icon size={16} />,
      isRare: true,
      run: () => void navigate({ to }),
    })),
    {
      label: t('common.settings'),
      icon: <Settings size={16} />,
      isRare: true,
      run: () => void navigate({ to: '/settings/profile' }),
    },
    { label: t('common.lookLight'), isRare: true, icon: <Sun size={16} />, run: () => applyTheme('light') },
    { label: t('common.lookDark'), isRare: true, icon: <Moon size={16} />, run: () => applyTheme('dark') },
    { label: t('common.lookSystem'), isRare: true, icon: <Monitor size={16} />, run: () => applyTheme('system') },
  ];
  return (
    <CommandPalette
      actions={actions}
      onClose={onClose}
      onOpen={(conversationId, messageId) =>
        void navigate({
          to: '/c/$conversationId',
          params: { conversationId },
          search: messageId === null ? {} : { message: messageId },
        })
      }
    />
  );
}

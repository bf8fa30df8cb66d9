import { Link } from '@tanstack/react-router';
import { Menu, SquarePen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../lib/use-text.ts';
import { Drawer } from '../ui/drawer.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Sidebar } from './sidebar.tsx';

interface ChatHeaderProps {
  activeId: string | undefined;
  picker: ReactNode;
}

export function ChatHeader({ activeId, picker }: ChatHeaderProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-4">
      <IconButton label={t('common.openConversations')} className="md:hidden" onClick={() => setOpen(true)}>
        <Menu size={19} />
      </IconButton>
      <div className="flex min-w-0 flex-1">{picker}</div>
      <Link
        to="/"
        aria-label={t('common.newConversation')}
        title={t('common.newConversation')}
        className="inline-flex size-9 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink md:hidden"
      >
        <SquarePen size={18} />
      </Link>
      <Drawer title={t('common.conversations')} isOpen={isOpen} onOpenChange={setOpen}>
        <Sidebar activeId={activeId} onNavigate={() => setOpen(false)} />
      </Drawer>
    </header>
  );
}

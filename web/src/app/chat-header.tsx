import { Link } from '@tanstack/react-router';
import { Menu, SquarePen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Drawer } from '../ui/drawer.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Sidebar } from './sidebar.tsx';

interface ChatHeaderProps {
  activeId: string | undefined;
  picker: ReactNode;
}

export function ChatHeader({ activeId, picker }: ChatHeaderProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-4">
      <IconButton label="Open conversations" className="md:hidden" onClick={() => setOpen(true)}>
        <Menu size={19} />
      </IconButton>
      <div className="flex min-w-0 flex-1">{picker}</div>
      <Link
        to="/"
        aria-label="New conversation"
        title="New conversation"
        className="inline-flex size-9 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink md:hidden"
      >
        <SquarePen size={18} />
      </Link>
      <Drawer title="Conversations" isOpen={isOpen} onOpenChange={setOpen}>
        <Sidebar activeId={activeId} onNavigate={() => setOpen(false)} />
      </Drawer>
    </header>
  );
}

import { Menu } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../lib/use-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Brand } from './brand.tsx';
import { Sidebar } from './sidebar.tsx';

const Drawer = lazy(() => import('../ui/drawer.tsx').then((module) => ({ default: module.Drawer })));

/** The sidebar where there is no room beside the page: a button that slides it in. */
export function SidebarDrawer({ activeId }: { activeId: string | undefined }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t('common.openConversations')} className="md:hidden" onClick={() => setOpen(true)}>
        <Menu size={19} />
      </IconButton>
      {isOpen && (
        <Suspense fallback={null}>
          <Drawer title={t('common.conversations')} isOpen onOpenChange={setOpen}>
            <div className="flex h-14 shrink-0 items-center px-3">
              <Brand onNavigate={() => setOpen(false)} />
            </div>
            <Sidebar activeId={activeId} onNavigate={() => setOpen(false)} />
          </Drawer>
        </Suspense>
      )}
    </>
  );
}

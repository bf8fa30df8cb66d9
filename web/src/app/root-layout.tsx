import { Outlet } from '@tanstack/react-router';
import { AwayBanner } from '../feature/connection/away-banner.tsx';
import { ProofWish } from './proof-wish.tsx';
import { ToastList } from './toast-list.tsx';
import { UpdateNotice } from './update-notice.tsx';

export function RootLayout() {
  return (
    <>
      <Outlet />
      <ProofWish />
      <AwayBanner />
      <ToastList />
      <UpdateNotice />
    </>
  );
}

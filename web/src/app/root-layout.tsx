import { Outlet } from '@tanstack/react-router';
import { AwayBanner } from '../feature/connection/away-banner.tsx';

export function RootLayout() {
  return (
    <>
      <Outlet />
      <AwayBanner />
    </>
  );
}

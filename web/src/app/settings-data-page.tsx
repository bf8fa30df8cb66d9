import { DataScreen } from '../feature/settings/data/data-screen.tsx';
import { leaveToSignIn } from './leave-to-sign-in.ts';

export function SettingsDataPage() {
  return <DataScreen onDeleted={() => leaveToSignIn()} />;
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { VoiceScreen } from '../feature/voice/voice-screen.tsx';
import { PageLayout } from './page-layout.tsx';

export function OmiPage() {
  const { uid, state } = useSearch({ from: '/omi' });
  const navigate = useNavigate();
  return (
    <PageLayout title="Omi">
      <VoiceScreen
        arrival={{ omiUserId: uid, state }}
        onArrivalUsed={() => void navigate({ to: '/omi', search: {}, replace: true })}
      />
    </PageLayout>
  );
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { DictationButton } from '../feature/chat/dictation-button.tsx';
import { VoiceScreen } from '../feature/voice/voice-screen.tsx';
import { useText } from '../lib/use-text.ts';
import { PageLayout } from './page-layout.tsx';

export function VoicePage() {
  const t = useText();
  const { uid, state } = useSearch({ from: '/voice' });
  const navigate = useNavigate();
  return (
    <PageLayout title={t('common.voice')}>
      <VoiceScreen
        arrival={{ omiUserId: uid, state }}
        dictation={(text, onChange) => <DictationButton text={text} onChange={onChange} />}
        onArrivalUsed={() => void navigate({ to: '/voice', search: {}, replace: true })}
      />
    </PageLayout>
  );
}

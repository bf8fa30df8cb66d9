import { PlaceCard } from '../feature/place/place-card.tsx';
import { VoiceScreen } from '../feature/voice/voice-screen.tsx';

export function VoicePage() {
  return <VoiceScreen place={<PlaceCard />} />;
}

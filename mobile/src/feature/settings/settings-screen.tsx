import { Screen } from '../../ui/screen.tsx';
import { AboutCard } from './about-card.tsx';
import { AnswersCard } from './answers-card.tsx';
import { DevicesCard } from './devices-card.tsx';
import { LookCard } from './look-card.tsx';
import { ProfileCard } from './profile-card.tsx';
import { PushCard } from './push-card.tsx';
import { SecurityCard } from './security-card.tsx';
import { SignOut } from './sign-out.tsx';
import { TimeCard } from './time-card.tsx';
import { UsageCard } from './usage-card.tsx';

/** The person, their phone and their server. @param onLeft forgets on the phone what belongs to the person */
export function SettingsScreen({ onLeft }: { onLeft(): Promise<void> }) {
  return (
    <Screen>
      <ProfileCard />
      <LookCard />
      <PushCard />
      <TimeCard />
      <AnswersCard />
      <UsageCard />
      <DevicesCard />
      <SecurityCard />
      <AboutCard />
      <SignOut onLeft={onLeft} />
    </Screen>
  );
}

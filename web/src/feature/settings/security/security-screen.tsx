import { DevicesCard } from './devices-card.tsx';
import { IdentitiesCard } from './identities-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';

/** How a person gets in, and where they are in. */
export function SecurityScreen() {
  return (
    <>
      <SecondFactorCard />
      <PasskeysCard />
      <PasswordCard />
      <IdentitiesCard />
      <DevicesCard />
    </>
  );
}

import type { OmiStatus } from '@omniai/client';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { type Arrival, LinkForm } from './link-form.tsx';
import { NowCard } from './now-card.tsx';
import { PendingLink } from './pending-link.tsx';
import { PlaceCard } from './place-card.tsx';
import { SetupCard } from './setup-card.tsx';
import { nextSetupStep } from './setup-steps.ts';
import { isSimulated } from './simulated-omi.ts';
import { type Dictation, SimulatorCard } from './simulator-card.tsx';
import { TesterCard } from './tester-card.tsx';
import { useLinkStart } from './use-link-start.ts';
import { useOmiStatus } from './use-omi-status.ts';
import { useUtterances } from './use-utterances.ts';
import { UtteranceList } from './utterance-list.tsx';
import { VoiceChoices } from './voice-choices.tsx';
import { WearableList } from './wearable-list.tsx';

interface VoiceScreenProps {
  /** What came with the person from Omi, if they came from there. */
  arrival: Arrival;
  onArrivalUsed(): void;
  dictation: Dictation;
}

/** The person's wearables: the way to the first answer, what is heard and was understood, and how they listen. */
export function VoiceScreen(props: VoiceScreenProps) {
  const t = useText();
  return (
    <>
      <p className="-mt-6 text-soft">{t('voice.lead')}</p>
      <QueryView query={useOmiStatus()}>{(status) => <Voice status={status} {...props} />}</QueryView>
    </>
  );
}

function Voice({ status, arrival, onArrivalUsed, dictation }: VoiceScreenProps & { status: OmiStatus }) {
  const begin = useLinkStart(onArrivalUsed);
  const utterances = useUtterances();
  const active = status.links.filter((link) => link.status === 'active');
  const pending = status.links.filter((link) => link.status === 'pending' && !isSimulated(link));
  const next =
    utterances.data &&
    nextSetupStep(
      status,
      utterances.data.some(({ answer }) => answer !== null),
    );
  const linkForm = pending.length === 0 && (
    <LinkForm arrival={arrival} begin={begin} isFirst={active.length === 0} canAuthorize={status.is_configured} />
  );
  return (
    <>
      <NotSetUp status={status} />
      {next && <SetupCard next={next} />}
      {pending.map((link) => (
        <PendingLink
          key={link.omi_user_id}
          link={link}
          shown={begin.data?.omi_user_id === link.omi_user_id ? begin.data : undefined}
          canPush={status.is_configured}
          canHear={status.has_app_webhook}
          onRenew={(omiUserId) => begin.mutate({ omiUserId, state: undefined })}
          renewError={begin.error}
        />
      ))}
      {active.length === 0 && linkForm}
      {active.length > 0 && (
        <>
          <NowCard links={active} />
          <UtteranceList />
          <WearableList links={active} isAddingFirst={arrival.omiUserId !== undefined}>
            {linkForm}
          </WearableList>
          <PlaceCard />
          <VoiceChoices />
        </>
      )}
      {active.length === 0 && <TesterCard />}
      <SimulatorCard canSimulate={!status.is_configured} dictation={dictation} />
    </>
  );
}

function NotSetUp({ status }: { status: OmiStatus }) {
  const t = useText();
  if (status.is_configured || status.has_app_webhook) return null;
  return <Notice kind="warn">{t('voice.notSetUp')}</Notice>;
}

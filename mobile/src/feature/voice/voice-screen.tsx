import type { OmiStatus } from '@omniai/client';
import { useRouter } from 'expo-router';
import type { ReactNode } from 'react';
import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Screen } from '../../ui/screen.tsx';
import { LinkForm } from './link-form.tsx';
import { ListenCard } from './listen-card.tsx';
import { NowCard } from './now-card.tsx';
import { PendingLink } from './pending-link.tsx';
import { useLinkStart } from './use-link-act.ts';
import { useOmiStatus } from './use-omi-status.ts';
import { UtteranceList } from './utterance-list.tsx';
import { WearableCard } from './wearable-card.tsx';

interface VoiceScreenProps {
  /** Where what is said goes. */
  place: ReactNode;
}

/** The person's wearables: what is heard and was understood, how they listen, and how one is linked. */
export function VoiceScreen(props: VoiceScreenProps) {
  return (
    <Screen>
      <QueryView query={useOmiStatus()}>{(status) => <Voice status={status} {...props} />}</QueryView>
    </Screen>
  );
}

function Voice({ status, place }: VoiceScreenProps & { status: OmiStatus }) {
  const t = useText();
  const router = useRouter();
  const nowMs = useNow();
  const begin = useLinkStart();
  const active = status.links.filter((link) => link.status === 'active');
  const pending = status.links.filter((link) => link.status === 'pending');
  const isSetUp = status.is_configured || status.has_app_webhook;
  return (
    <>
      {!isSetUp && <Notice kind="warn" text={t('voice.notSetUp')} />}
      {pending.map((link) => (
        <PendingLink
          key={link.omi_user_id}
          link={link}
          begin={begin}
          canPush={status.is_configured}
          canHear={status.has_app_webhook}
          nowMs={nowMs}
        />
      ))}
      {active.length > 0 && (
        <>
          <NowCard links={active} />
          <UtteranceList nowMs={nowMs} onOpen={(id) => router.push({ pathname: '/chat/[id]', params: { id } })} />
          {active.map((link) => (
            <WearableCard key={link.omi_user_id} link={link} nowMs={nowMs} />
          ))}
          {place}
          <ListenCard />
        </>
      )}
      {pending.length === 0 && <LinkForm begin={begin} isFirst={active.length === 0} />}
    </>
  );
}

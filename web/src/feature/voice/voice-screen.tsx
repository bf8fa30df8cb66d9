import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LinkCard } from './link-card.tsx';
import { type Arrival, LinkForm } from './link-form.tsx';
import { PauseSwitch } from './pause-switch.tsx';
import { PendingLink } from './pending-link.tsx';
import { useLinkStart } from './use-link-start.ts';
import { useOmiStatus } from './use-omi-status.ts';

interface VoiceScreenProps {
  /** What came with the person from Omi, if they came from there. */
  arrival: Arrival;
  onArrivalUsed(): void;
}

/** The person's wearables: linked ones, the one that waits for its code, and the way to one more. */
export function VoiceScreen({ arrival, onArrivalUsed }: VoiceScreenProps) {
  const { data, error, refetch } = useOmiStatus();
  const begin = useLinkStart(onArrivalUsed);
  if (!data) return error ? <LoadError onRetry={() => void refetch()} /> : null;
  const pending = data.links.filter(({ status }) => status === 'pending');
  const active = data.links.filter(({ status }) => status === 'active');
  return (
    <>
      {!data.is_configured && !data.has_app_webhook && (
        <Notice kind="warn">
          This server is not set up for Omi yet. Whoever runs it finds the steps in the guide, under “Use the Omi
          wearable”.
        </Notice>
      )}
      {active.length > 0 && (
        <section aria-label="Linked wearables" className="grid gap-4">
          {active.map((link) => (
            <LinkCard key={link.omi_user_id} link={link} />
          ))}
          <PauseSwitch />
        </section>
      )}
      {pending.map((link) => (
        <PendingLink
          key={link.omi_user_id}
          link={link}
          shown={begin.data?.omi_user_id === link.omi_user_id ? begin.data : undefined}
          canPush={data.is_configured}
          canHear={data.has_app_webhook}
          onRenew={(omiUserId) => begin.mutate({ omiUserId, state: undefined })}
          renewError={begin.error}
        />
      ))}
      {pending.length === 0 && (
        <LinkForm arrival={arrival} begin={begin} isFirst={active.length === 0} canAuthorize={data.is_configured} />
      )}
    </>
  );
}

function LoadError({ onRetry }: { onRetry(): void }) {
  return (
    <div className="grid justify-items-start gap-3 text-soft">
      <p>The state of your Omi could not be loaded.</p>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

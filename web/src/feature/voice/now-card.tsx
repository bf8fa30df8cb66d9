import { usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { LiveTranscript } from './live-transcript.tsx';
import type { OmiLink } from './omi-link.ts';
import { PauseSwitch } from './pause-switch.tsx';

/** What the person's wearables hear now, and the switch that stops it. */
export function NowCard({ links }: { links: readonly OmiLink[] }) {
  const t = useText();
  const { data: preferences } = usePreferences();
  const heard = links.flatMap(({ omi_user_id: omi, current_session: session }) => (session ? [{ omi, session }] : []));
  return (
    <Card
      title={t('voice.nowTitle')}
      action={
        heard.length > 0 && <span className="pulse-dot mt-2 size-2.5 rounded-full bg-accent" aria-hidden="true" />
      }
    >
      {heard.map(({ omi, session }) => (
        <LiveTranscript key={omi} label={t('voice.nowOf', { omi })} session={session} />
      ))}
      {heard.length === 0 && (
        <p className="text-sm text-soft">{t(preferences?.paused ? 'voice.nowPaused' : 'voice.nowQuiet')}</p>
      )}
      <div className="border-t border-line pt-4">
        <PauseSwitch />
      </div>
    </Card>
  );
}

import type { MessageId } from '../../lib/message-id.ts';
import { giveSpeechConsent } from '../../lib/speech-consent.ts';
import { useText } from '../../lib/use-text.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';

interface SpeechConsentDialogProps {
  /** What is about to leave the device. */
  reason: 'dictate' | 'read';
  onAllow(): void;
  onClose(): void;
}

const LEAD: Record<SpeechConsentDialogProps['reason'], MessageId> = {
  dictate: 'chat.vendorHears',
  read: 'chat.vendorReads',
};

/** Said once on a device, before speech goes to the browser's maker. */
export function SpeechConsentDialog({ reason, onAllow, onClose }: SpeechConsentDialogProps) {
  const t = useText();
  const allow = () => {
    giveSpeechConsent();
    onClose();
    onAllow();
  };
  return (
    <AskDialog
      title={t('chat.vendorTitle')}
      description={t(LEAD[reason])}
      doLabel={t('chat.vendorAllow')}
      isHarmless
      act={{ mutate: allow, isPending: false, error: null }}
      onClose={onClose}
    />
  );
}

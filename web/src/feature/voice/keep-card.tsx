import { useState } from 'react';
import { type Preferences, useChangePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';

const DAYS = [1, 7, 30, 90, 365];

/** Whether anything that is heard may be stored, and for how long. */
export function KeepCard({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const change = useChangePreferences();
  const { voice_consent: isAllowed, transcript_days: days } = preferences;
  return (
    <Card title={t('voice.keepTitle')}>
      <Switch
        label={t('voice.consent')}
        hint={t('voice.consentHint')}
        isOn={isAllowed}
        onChange={(isOn) => (isOn ? change.mutate({ voice_consent: true }) : setAsking(true))}
      />
      {isAllowed && (
        <SelectField
          label={t('voice.transcriptDays')}
          value={days}
          onChange={(event) => change.mutate({ transcript_days: Number(event.target.value) })}
        >
          {[...new Set([...DAYS, days])]
            .sort((a, b) => a - b)
            .map((count) => (
              <option key={count} value={count}>
                {t('voice.days', { count })}
              </option>
            ))}
        </SelectField>
      )}
      {isAsking && <EndConsentDialog onClose={() => setAsking(false)} />}
    </Card>
  );
}

function EndConsentDialog({ onClose }: { onClose(): void }) {
  const t = useText();
  const change = useChangePreferences();
  return (
    <Dialog title={t('voice.consentAsk')} description={t('voice.consentAskLead')} onClose={onClose}>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button
          look="danger"
          disabled={change.isPending}
          onClick={() => change.mutate({ voice_consent: false }, { onSettled: onClose })}
        >
          {t('voice.consentEnd')}
        </Button>
      </div>
    </Dialog>
  );
}

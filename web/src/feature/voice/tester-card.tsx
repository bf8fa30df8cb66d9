import { useState } from 'react';
import type { Preferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LISTEN_MODES, MODE_NAME } from './listen-mode.ts';
import { TriedSentence } from './tried-sentence.tsx';
import { useTriedSentence } from './use-tried-sentence.ts';

/** Shows what the server would understand of a sentence, without anybody saying it. */
export function TesterCard() {
  const t = useText();
  const [text, setText] = useState('');
  const [mode, setMode] = useState<Preferences['listen_mode'] | ''>('');
  const [isAfterAnswer, setAfterAnswer] = useState(false);
  const test = useTriedSentence();
  return (
    <Card title={t('voice.testerTitle')} description={t('voice.testerLead')}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate({
            text: text.trim(),
            after_answer: isAfterAnswer,
            ...(mode !== '' && { listen_mode: mode }),
          });
        }}
      >
        <TextField
          label={t('voice.testerSentence')}
          placeholder={t('voice.tryQuestion')}
          value={text}
          required
          maxLength={1_000}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <SelectField
          label={t('voice.listenMode')}
          value={mode}
          onChange={({ target }) => setMode(LISTEN_MODES.find((name) => name === target.value) ?? '')}
        >
          <option value="">{t('voice.testerAsChosen')}</option>
          {LISTEN_MODES.map((name) => (
            <option key={name} value={name}>
              {t(MODE_NAME[name])}
            </option>
          ))}
        </SelectField>
        <Switch label={t('voice.testerAfterAnswer')} isOn={isAfterAnswer} onChange={setAfterAnswer} />
        {test.error && <Notice kind="danger">{test.error.message}</Notice>}
        <Button type="submit" className="justify-self-start" disabled={test.isPending || text.trim() === ''}>
          {t('voice.testerTest')}
        </Button>
        {test.data && <TriedSentence tried={test.data} />}
      </form>
    </Card>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useMe } from '../../lib/use-me.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { createSimulatedOmi, simulatedOmiOf } from './simulated-omi.ts';

/** A button that writes what is said into a field; null where the browser cannot listen. */
export type Dictation = (text: string, onChange: (text: string) => void) => ReactNode;

interface SimulatorCardProps {
  canSimulate: boolean;
  dictation: Dictation;
}

/** Voice without a device: by typing or speaking here, or where only a real Omi gets the codes, by the simulator that comes with the server. */
export function SimulatorCard({ canSimulate, dictation }: SimulatorCardProps) {
  const t = useText();
  const { data: me } = useMe();
  const [isImpossible, setImpossible] = useState(false);
  if (!me) return null;
  return canSimulate && !isImpossible ? (
    <Card title={t('voice.tryTitle')} description={t('voice.tryHereLead')}>
      <Simulator userId={me.user.id} dictation={dictation} onImpossible={() => setImpossible(true)} />
    </Card>
  ) : (
    <Card title={t('voice.tryTitle')} description={t('voice.tryLead')}>
      <Command text={`npm run omi:simulate -- --email ${me.user.email} "${t('voice.tryQuestion')}"`} />
    </Card>
  );
}

interface SimulatorProps {
  userId: string;
  dictation: Dictation;
  onImpossible(): void;
}

function Simulator({ userId, dictation, onImpossible }: SimulatorProps) {
  const t = useText();
  const [sentence, setSentence] = useState('');
  const hear = useHear(userId, onImpossible);
  const { data: heard, variables: said } = hear;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        hear.mutate(sentence.trim(), { onSuccess: () => setSentence('') });
      }}
    >
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField
          label={t('voice.trySentence')}
          placeholder={t('voice.tryQuestion')}
          value={sentence}
          maxLength={1_000}
          autoComplete="off"
          onChange={(event) => setSentence(event.target.value)}
        />
        <div className="flex h-11 items-center gap-2">
          <Button type="submit" look="primary" className="h-full" disabled={hear.isPending || sentence.trim() === ''}>
            {t(hear.isPending ? 'voice.trySaying' : 'voice.trySay')}
          </Button>
          {dictation(sentence, setSentence)}
        </div>
      </div>
      {hear.error && <Notice kind="danger">{hear.error.message}</Notice>}
      {heard && heard !== 'impossible' && (
        <div role="status" className="grid gap-1.5 text-sm">
          <p className="text-soft">{said}</p>
          <p className="border-l-2 border-line-strong pl-3.5 break-words whitespace-pre-line">
            {heard.reply ?? t('voice.tryNoReply')}
          </p>
        </div>
      )}
    </form>
  );
}

function useHear(userId: string, onImpossible: () => void) {
  const { http } = useApi();
  const queryClient = useQueryClient();
  const [omi] = useState(() => createSimulatedOmi(http, simulatedOmiOf(userId)));
  return useMutation({
    mutationFn: (sentence: string) => omi.hear(sentence),
    onSuccess(heard) {
      if (heard === 'impossible') onImpossible();
      for (const key of [queryKey.omiStatus, queryKey.utterances])
        void queryClient.invalidateQueries({ queryKey: key });
    },
  });
}

function Command({ text }: { text: string }) {
  const t = useText();
  return (
    <div className="flex items-start gap-1 rounded-lg bg-panel py-2 pr-2 pl-3.5">
      <code className="min-w-0 flex-1 py-1 font-mono text-[0.8125rem] break-words">{text}</code>
      <CopyButton text={text} label={t('voice.tryCopy')} />
    </div>
  );
}

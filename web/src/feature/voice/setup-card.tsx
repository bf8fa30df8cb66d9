import { Check } from 'lucide-react';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { SETUP_STEPS, type SetupStep } from './setup-steps.ts';

const WORDS: Readonly<Record<SetupStep, { name: MessageId; hint: MessageId }>> = {
  server: { name: 'voice.stepServer', hint: 'voice.stepServerHint' },
  link: { name: 'voice.stepLink', hint: 'voice.stepLinkHint' },
  heard: { name: 'voice.stepHeard', hint: 'voice.stepHeardHint' },
  answer: { name: 'voice.stepAnswer', hint: 'voice.stepAnswerHint' },
};

/** The way from nothing to the first answer, with how far it has come. */
export function SetupCard({ next }: { next: SetupStep }) {
  const t = useText();
  const position = SETUP_STEPS.indexOf(next);
  return (
    <Card title={t('voice.setupTitle')}>
      <ol className="grid gap-3.5">
        {SETUP_STEPS.map((step, index) => (
          <li key={step} aria-current={index === position ? 'step' : undefined} className="flex gap-3">
            <StepMark number={index + 1} isDone={index < position} isNow={index === position} />
            <div className="grid min-w-0 gap-0.5">
              <p className={index === position ? 'font-medium' : 'text-soft'}>
                {t(WORDS[step].name)}
                <span className="sr-only">, {t(stateName(index, position))}</span>
              </p>
              {index === position && (
                <p role="status" className="text-sm text-soft">
                  {t(WORDS[step].hint)}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function stateName(index: number, position: number): MessageId {
  if (index < position) return 'voice.setupDone';
  return index === position ? 'voice.setupNow' : 'voice.setupNext';
}

function StepMark({ number, isDone, isNow }: { number: number; isDone: boolean; isNow: boolean }) {
  const look = isDone
    ? 'bg-accent text-on-accent'
    : isNow
      ? 'border-2 border-accent text-accent'
      : 'border border-line-strong text-faint';
  return (
    <span
      aria-hidden="true"
      className={`grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold tabular-nums ${look}`}
    >
      {isDone ? <Check size={14} strokeWidth={3} /> : number}
    </span>
  );
}

import { type ReactNode, useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { FindModel } from './find-model.tsx';
import { InvitePeople } from './invite-people.tsx';
import { StepMarks } from './step-marks.tsx';

interface WelcomeScreenProps {
  /** The way to fill in a provider by hand. */
  addProvider: ReactNode;
  onEnd(): void;
}

/** The first steps of a new house: a model, then people. Each can be left for later. */
export function WelcomeScreen({ addProvider, onEnd }: WelcomeScreenProps) {
  const t = useText();
  const [step, setStep] = useState<'model' | 'people'>('model');
  return (
    <main className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-xl gap-8 px-5 py-10 sm:py-16">
        <header className="grid gap-6">
          <Mark className="size-9 text-accent" />
          <StepMarks
            names={[t('console.welcomeAccount'), t('console.welcomeModel'), t('console.welcomePeople')]}
            current={step === 'model' ? 1 : 2}
          />
        </header>
        {step === 'model' ? <FindModel addProvider={addProvider} /> : <InvitePeople />}
        <footer className="flex flex-wrap items-center justify-between gap-3">
          <Button look="quiet" onClick={onEnd}>
            {t('console.welcomeSkip')}
          </Button>
          <Button look="primary" onClick={step === 'model' ? () => setStep('people') : onEnd}>
            {t(step === 'model' ? 'console.welcomeNext' : 'console.welcomeDone')}
          </Button>
        </footer>
      </div>
    </main>
  );
}

import { Check, LoaderCircle, Minus, TriangleAlert, X } from 'lucide-react';
import { serverSentence } from '../../../lib/server-sentence.ts';
import { type Text, useText } from '../../../lib/use-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { Step, useDoctor } from './use-doctor.ts';

const ICONS = {
  ok: <Check size={16} className="text-good" />,
  warn: <TriangleAlert size={16} className="text-warn" />,
  fail: <X size={16} className="text-danger" />,
  skipped: <Minus size={16} className="text-faint" />,
};

/** What was found so far, step by step, each with what to do. */
export function DoctorSteps({ steps, look }: ReturnType<typeof useDoctor>) {
  const t = useText();
  if (look.isIdle) return null;
  const hasFailed = steps.some(({ status }) => status === 'fail');
  return (
    <section aria-label={t('console.check')} aria-live="polite" className="grid gap-3 border-t border-line pt-4">
      <ol className="grid gap-3">
        {steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
        {look.isPending && (
          <li className="flex items-center gap-2.5 text-sm text-soft">
            <LoaderCircle size={16} className="animate-spin" aria-hidden="true" />
            {t('console.checking')}
          </li>
        )}
      </ol>
      {look.error && <Notice kind="danger">{look.error.message}</Notice>}
      {look.isSuccess && (
        <p className="text-sm font-medium">{t(hasFailed ? 'console.checkFailed' : 'console.checkPassed')}</p>
      )}
    </section>
  );
}

function StepLine({ step }: { step: Step }) {
  const t = useText();
  return (
    <li className="appear flex gap-2.5 text-sm">
      <span className="mt-0.5 shrink-0" aria-hidden="true">
        {ICONS[step.status]}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <span className="font-medium">
          {stepName(step.name, t)} <span className="sr-only">: {stepWord(step.status, t)}</span>
        </span>
        <span className="break-words text-soft">{serverSentence(step.message)}</span>
        {step.remedy && <span className="break-words">{serverSentence(step.remedy)}</span>}
      </div>
    </li>
  );
}

function stepName(name: string, t: Text): string {
  const names: Record<string, string> = {
    name: t('console.stepName'),
    port: t('console.stepPort'),
    certificate: t('console.stepCertificate'),
    models: t('console.stepModels'),
    answer: t('console.stepAnswer'),
    context: t('console.stepContext'),
  };
  return names[name] ?? name;
}

function stepWord(status: Step['status'], t: Text): string {
  const words: Record<Step['status'], string> = {
    ok: t('console.stepOk'),
    warn: t('console.stepWarn'),
    fail: t('console.stepFail'),
    skipped: t('console.stepSkipped'),
  };
  return words[status];
}

import { Check, Minus, TriangleAlert, X } from 'lucide-react';
import { Notice } from '../../ui/notice.tsx';
import { describeMoment } from './describe-moment.ts';
import type { OmiLink } from './omi-link.ts';
import type { useSelfTest } from './use-self-test.ts';

type SelfTest = NonNullable<OmiLink['last_self_test']>;
type Step = SelfTest['steps'][number];

const NAMES: Record<Step['name'], string> = {
  address: 'Public address',
  connection: 'Connection',
  door: 'Webhook',
  reply: 'Reply',
  understanding: 'Understanding',
  deliveries: 'Omi’s own deliveries',
};

const LOOKS = {
  ok: { icon: <Check size={16} className="text-good" />, word: 'Works' },
  warning: { icon: <TriangleAlert size={16} className="text-warn" />, word: 'Take note' },
  failed: { icon: <X size={16} className="text-danger" />, word: 'Failed' },
  skipped: { icon: <Minus size={16} className="text-faint" />, word: 'Not looked at' },
};

/** What the last self-test found, step by step, with what to do. */
export function SelfTestSteps({ link, test }: { link: OmiLink; test: ReturnType<typeof useSelfTest> }) {
  if (test.error) return <Notice kind="danger">{test.error.message}</Notice>;
  const result = test.data?.self_test ?? link.last_self_test;
  if (!result) return null;
  return (
    <section aria-label="Self-test" className="grid gap-3 border-t border-line pt-4" aria-live="polite">
      <p className="text-sm">
        <span className="font-medium">{result.passed ? 'The way works' : 'The way is blocked'}</span>
        <span className="text-soft">, tested {describeMoment(result.at, Date.now())}</span>
      </p>
      <ol className="grid gap-2.5">
        {result.steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StepLine({ step }: { step: Step }) {
  const { icon, word } = LOOKS[step.status];
  return (
    <li className="flex gap-2.5 text-sm">
      <span className="mt-0.5 shrink-0" aria-hidden="true">
        {icon}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <span className="font-medium">
          {NAMES[step.name]} <span className="sr-only">: {word}</span>
        </span>
        <span className="break-words text-soft">{step.message}</span>
        {step.remedy && <span className="break-words">{step.remedy}</span>}
      </div>
    </li>
  );
}

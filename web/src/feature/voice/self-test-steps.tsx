import { Check, Minus, TriangleAlert, X } from 'lucide-react';
import { formatAgo } from '../../lib/format-moment.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { serverSentence } from '../../lib/server-sentence.ts';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import type { OmiLink } from './omi-link.ts';
import type { useSelfTest } from './use-self-test.ts';

type SelfTest = NonNullable<OmiLink['last_self_test']>;
type Step = SelfTest['steps'][number];

const NAMES: Record<Step['name'], MessageId> = {
  address: 'voice.testAddress',
  connection: 'voice.testConnection',
  door: 'voice.testDoor',
  reply: 'voice.testReply',
  understanding: 'voice.testUnderstanding',
  deliveries: 'voice.testDeliveries',
};

const LOOKS = {
  ok: { icon: <Check size={16} className="text-good" />, word: 'voice.testOk' },
  warning: { icon: <TriangleAlert size={16} className="text-warn" />, word: 'voice.testWarning' },
  failed: { icon: <X size={16} className="text-danger" />, word: 'voice.testFailed' },
  skipped: { icon: <Minus size={16} className="text-faint" />, word: 'voice.testSkipped' },
} as const;

/** What the last self-test found, step by step, with what to do. */
export function SelfTestSteps({ link, test }: { link: OmiLink; test: ReturnType<typeof useSelfTest> }) {
  const t = useText();
  if (test.error) return <Notice kind="danger">{test.error.message}</Notice>;
  const result = test.data?.self_test ?? link.last_self_test;
  if (!result) return null;
  return (
    <section aria-label={t('voice.selfTest')} className="grid gap-3 border-t border-line pt-4" aria-live="polite">
      <p className="text-sm">
        <span className="font-medium">{t(result.passed ? 'voice.testPassed' : 'voice.testBlocked')}</span>
        <span className="text-soft">, {t('voice.testedAgo', { ago: formatAgo(result.at, Date.now()) })}</span>
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
  const t = useText();
  const { icon, word } = LOOKS[step.status];
  return (
    <li className="flex gap-2.5 text-sm">
      <span className="mt-0.5 shrink-0" aria-hidden="true">
        {icon}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <span className="font-medium">
          {t(NAMES[step.name])} <span className="sr-only">: {t(word)}</span>
        </span>
        <span className="break-words text-soft">{serverSentence(step.message)}</span>
        {step.remedy && <span className="break-words">{serverSentence(step.remedy)}</span>}
      </div>
    </li>
  );
}

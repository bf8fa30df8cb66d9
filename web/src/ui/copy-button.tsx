import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Text, useText } from '../lib/use-text.ts';
import { IconButton } from './icon-button.tsx';

const SHOWN_MS = 1_600;

type Outcome = 'none' | 'copied' | 'refused';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useText();
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => void writeClipboard(text).then((isCopied) => setOutcome(isCopied ? 'copied' : 'refused'));
  return (
    <IconButton label={labelFor(outcome, label, t)} size="smallIcon" onClick={copy}>
      {outcome === 'copied' ? <Check size={15} className="text-good" /> : <Copy size={15} />}
    </IconButton>
  );
}

function labelFor(outcome: Outcome, label: string, t: Text): string {
  if (outcome === 'copied') return t('common.copied');
  return outcome === 'refused' ? t('common.copyRefused') : label;
}

/** Whether the text is on the clipboard. A page served over plain HTTP to another machine has no clipboard API and takes the old way. */
async function writeClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}

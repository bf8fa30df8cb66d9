import { setStringAsync } from 'expo-clipboard';
import Check from 'lucide-react-native/icons/check';
import Copy from 'lucide-react-native/icons/copy';
import { useEffect, useState } from 'react';
import { useText } from '../lib/use-text.ts';
import { IconButton } from './icon-button.tsx';

const SHOWN_MS = 2_000;

/** Copies a text, and shows for a moment that it has. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const t = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // A browser may refuse; then nothing is shown, because nothing has happened.
  const copy = () =>
    void setStringAsync(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <IconButton
      size="small"
      label={isCopied ? t('common.copied') : label}
      icon={isCopied ? Check : Copy}
      onPress={copy}
    />
  );
}

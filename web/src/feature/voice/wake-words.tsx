import { X } from 'lucide-react';
import { useState } from 'react';
import { useChangePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

const MOST = 10;

/** The person's own wake words, to be added and taken away. */
export function WakeWords({ words }: { words: readonly string[] }) {
  const t = useText();
  const [word, setWord] = useState('');
  const change = useChangePreferences();
  const add = () => change.mutate({ wake_words: [...words, word.trim()] }, { onSuccess: () => setWord('') });
  const isNew = !words.some((known) => known.toLowerCase() === word.trim().toLowerCase());
  return (
    <div className="grid gap-3">
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField
            label={t('voice.wakeWords')}
            value={word}
            minLength={2}
            maxLength={40}
            autoComplete="off"
            disabled={words.length >= MOST}
            onChange={(event) => setWord(event.target.value)}
          />
        </div>
        <Button type="submit" className="h-11" disabled={change.isPending || word.trim().length < 2 || !isNew}>
          {t('voice.wakeWordAdd')}
        </Button>
      </form>
      <p className="text-[0.8125rem] text-soft">{t('voice.wakeWordsHint')}</p>
      {words.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {words.map((known) => (
            <li key={known} className="flex items-center gap-1 rounded-full bg-panel py-1 pr-1 pl-3 text-sm">
              {known}
              <button
                type="button"
                aria-label={t('voice.wakeWordRemove', { word: known })}
                onClick={() => change.mutate({ wake_words: words.filter((other) => other !== known) })}
                className="grid size-6 place-items-center rounded-full text-soft hover:bg-hover hover:text-ink"
              >
                <X size={13} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

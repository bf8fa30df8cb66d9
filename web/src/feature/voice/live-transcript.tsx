import { useLayoutEffect, useRef } from 'react';
import { readerLocale } from '../../lib/reader-locale.ts';
import { type Text, useText } from '../../lib/use-text.ts';
import type { OmiLink } from './omi-link.ts';
import { type Speaker, type Turn, toTurns } from './to-turns.ts';

type Session = NonNullable<OmiLink['current_session']>;

const AT_END_PX = 40;

/** What is being said, as it is said, with who says it. It stays at its end unless somebody reads further up. */
export function LiveTranscript({ label, session }: { label: string; session: Session }) {
  const t = useText();
  const box = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const turns = toTurns(session.transcript);
  const end = turns.map(({ text }) => text.length).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes to the end when more was said
  useLayoutEffect(() => {
    if (isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [end]);
  if (turns.length === 0) return <p className="text-sm text-soft">{t('voice.nowNothingKept')}</p>;
  return (
    <section
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
      }}
      className="max-h-88 overflow-y-auto rounded-xl bg-panel px-4 py-3.5"
    >
      <ol className="grid gap-3">
        {turns.map((turn) => (
          <TurnItem key={turn.id} turn={turn} />
        ))}
      </ol>
    </section>
  );
}

function TurnItem({ turn }: { turn: Turn }) {
  const t = useText();
  const time = new Date(turn.saidAt).toLocaleTimeString(readerLocale(), { hour: 'numeric', minute: '2-digit' });
  return (
    <li className="grid gap-0.5">
      <p className="flex gap-2 text-[0.8125rem] text-soft">
        <span className={turn.speaker.kind === 'wearer' ? 'font-medium text-accent' : 'font-medium'}>
          {nameOf(turn.speaker, t)}
        </span>
        <time dateTime={turn.saidAt} className="tabular-nums">
          {time}
        </time>
      </p>
      <p className="break-words">{turn.text}</p>
    </li>
  );
}

function nameOf(speaker: Speaker, t: Text): string {
  if (speaker.kind === 'wearer') return t('voice.you');
  if (speaker.kind === 'number') return t('voice.speakerNumber', { number: speaker.number });
  return speaker.kind === 'name' ? speaker.name : t('voice.somebody');
}

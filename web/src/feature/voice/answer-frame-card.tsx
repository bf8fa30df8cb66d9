import type { MessageId } from '../../lib/message-id.ts';
import { type Preferences, useChangePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';

type Part = Preferences['answer_header'][number];

const PARTS: readonly { part: Part; name: MessageId }[] = [
  { part: 'time', name: 'voice.partTime' },
  { part: 'window', name: 'voice.partWindow' },
  { part: 'space', name: 'voice.partSpace' },
];

/** What stands around a spoken answer. */
export function AnswerFrameCard({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const change = useChangePreferences();
  return (
    <Card title={t('voice.answersTitle')}>
      <div className="grid gap-5 sm:grid-cols-2">
        <FrameParts
          label={t('voice.header')}
          chosen={preferences.answer_header}
          onChange={(parts) => change.mutate({ answer_header: parts })}
        />
        <FrameParts
          label={t('voice.footer')}
          chosen={preferences.answer_footer}
          onChange={(parts) => change.mutate({ answer_footer: parts })}
        />
      </div>
    </Card>
  );
}

interface FramePartsProps {
  label: string;
  chosen: readonly Part[];
  onChange(parts: Part[]): void;
}

function FrameParts({ label, chosen, onChange }: FramePartsProps) {
  const t = useText();
  const turn = (part: Part) =>
    onChange(chosen.includes(part) ? chosen.filter((other) => other !== part) : [...chosen, part]);
  return (
    <fieldset className="grid gap-2.5">
      <legend className="pb-2 text-sm font-medium">{label}</legend>
      {PARTS.map(({ part, name }) => (
        <label key={part} className="flex w-fit cursor-pointer items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={chosen.includes(part)}
            onChange={() => turn(part)}
            className="size-4.5 accent-accent"
          />
          {t(name)}
        </label>
      ))}
    </fieldset>
  );
}

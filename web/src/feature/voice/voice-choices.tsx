import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { AnswerFrameCard } from './answer-frame-card.tsx';
import { KeepCard } from './keep-card.tsx';
import { ListenCard } from './listen-card.tsx';
import { TesterCard } from './tester-card.tsx';

/** How the person's wearables listen and answer. */
export function VoiceChoices() {
  const t = useText();
  return (
    <QueryView query={usePreferences()}>
      {(preferences) => (
        <>
          <ListenCard preferences={preferences} />
          <TesterCard />
          <AnswerFrameCard preferences={preferences} />
          <KeepCard preferences={preferences} />
          <Link
            to="/settings/pushes"
            className="flex items-center justify-between gap-3 rounded-2xl border border-line bg-raised px-5 py-4 text-sm font-medium hover:bg-hover sm:px-6"
          >
            {t('voice.pushesLink')}
            <ChevronRight size={16} className="text-soft" aria-hidden="true" />
          </Link>
        </>
      )}
    </QueryView>
  );
}

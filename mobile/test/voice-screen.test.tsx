import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { VoiceScreen } from '../src/feature/voice/voice-screen.tsx';
import { drawIn } from './draw-in.tsx';
import { refusal, standInForServer } from './server-stand-in.ts';

const AT = '2026-05-01T12:00:00.000Z';
const link = {
  ...{ omi_user_id: 'u1', status: 'active', verified_at: AT, last_delivery_at: AT, code_expires_at: null },
  ...{ webhook_hint: null, previous_valid_until: null, is_silent: false, recent_sessions: [] },
  ...{ budget: null, last_self_test: null },
  current_session: {
    ...{ began_at: AT, last_heard_at: AT, segments: 2 },
    transcript: [
      { id: '1', text: 'Good morning.', speaker: 'SPEAKER_01', is_wearer: false, said_at: AT },
      { id: '2', text: 'Hello.', speaker: 'SPEAKER_00', is_wearer: true, said_at: AT },
    ],
  },
};
const status = (...links: object[]) => ({ is_configured: true, has_app_webhook: true, public_url: null, links });

describe('voice', () => {
  it('shows who says what, what was understood, and how it was answered', async () => {
    const utterance = {
      ...{ id: 'u', omi_user_id: 'u1', text: 'How long do I boil an egg?', heard_at: AT, trigger: 'wake_word' },
      ...{ intent: 'question', message_id: null, conversation_id: null, answer: 'Seven minutes.' },
      ...{ answer_status: 'complete', delivery: null },
    };
    const server = standInForServer({
      'GET /omi/status': () => status(link),
      'GET /omi/utterances': () => ({ items: [utterance] }),
    });
    await drawIn(server.api, <VoiceScreen place={null} />);
    await screen.findByText('Good morning.');
    screen.getByText('Speaker 2');
    screen.getByText('You');
    await screen.findByText('Seven minutes.');
    screen.getByText('Linked, and being heard now');
  });

  it('says why a wearable cannot be linked, and what to say once it can', async () => {
    let isKnown = false;
    const server = standInForServer({
      'GET /omi/status': () => status(...(isKnown ? [{ ...link, status: 'pending', current_session: null }] : [])),
      'GET /omi/utterances': () => ({ items: [] }),
      'POST /link/omi/start': () => {
        if (!isKnown) {
          isKnown = true;
          return refusal(404, 'E1002', 'Omi does not know this user.');
        }
        return { omi_user_id: 'u1', speak: 'My link code is blue river 12.', expires_at: AT };
      },
    });
    await drawIn(server.api, <VoiceScreen place={null} />);
    await fireEvent.changeText(await screen.findByLabelText('Omi user id'), ' u1 ');
    await fireEvent.press(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText('Omi does not know this user.');
    await fireEvent.press(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText('My link code is blue river 12.');
    await waitFor(() =>
      expect(server.bodiesOf('POST /link/omi/start')).toEqual([{ omi_user_id: 'u1' }, { omi_user_id: 'u1' }]),
    );
  });
});

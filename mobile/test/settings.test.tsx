import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { openURL } from 'expo-linking';
import { DevicesCard } from '../src/feature/settings/devices-card.tsx';
import { SecurityCard } from '../src/feature/settings/security-card.tsx';
import { SignOut } from '../src/feature/settings/sign-out.tsx';
import { UsageCard } from '../src/feature/settings/usage-card.tsx';
import { drawIn } from './draw-in.tsx';
import { refusal, standInForServer } from './server-stand-in.ts';

jest.mock('expo-linking', () => ({ openURL: jest.fn(async () => true) }));

const session = (id: string, current: boolean, user_agent: string) => ({
  ...{ id, current, user_agent, ip: '192.168.1.7' },
  ...{ created_at: '2026-01-01T12:00:00Z', last_seen_at: new Date().toISOString() },
});

describe('devices', () => {
  it('are listed, this one without a way out, and signed out one by one or together', async () => {
    const server = standInForServer({
      'GET /account/sessions': () => ({
        sessions: [
          session('s1', true, 'okhttp/4.12 Android'),
          session('s2', false, 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'),
        ],
      }),
      'POST /account/sessions/revoke': () => ({}),
      'POST /account/sessions/revoke-others': () => ({ revoked: 1 }),
    });
    await drawIn(server.api, <DevicesCard />);
    await screen.findByText('OmniAI app on Android');
    screen.getByText(/^This device/);
    expect(screen.getAllByRole('button', { name: /^Sign out .* on / })).toHaveLength(1);
    await fireEvent.press(screen.getByRole('button', { name: 'Sign out Firefox on Linux' }));
    await waitFor(() => expect(server.bodiesOf('POST /account/sessions/revoke')).toEqual([{ session_id: 's2' }]));
    await fireEvent.press(screen.getByRole('button', { name: 'Sign out all others' }));
    await waitFor(() => expect(server.bodiesOf('POST /account/sessions/revoke-others')).toHaveLength(1));
  });
});

describe('the rest of the settings', () => {
  it('say what is used and what may be', async () => {
    const limits = { messages_per_day: 50, tokens_per_day: null, concurrent_streams: 2 };
    const usage = { today: { messages: 12, tokens: 34_567 }, limits, resets_at: new Date().toISOString() };
    await drawIn(standInForServer({ 'GET /account/usage': () => usage }).api, <UsageCard />);
    await screen.findByText('12 of 50');
    screen.getByText('34,567, no limit');
    screen.getByText('At most 2 answers at the same time');
  });

  it('say how the second factor stands, and lead to where it is set up', async () => {
    const { api } = standInForServer({ 'GET /account/totp': () => ({ enabled: true, recovery_codes_left: 1 }) });
    await drawIn(api, <SecurityCard />);
    await screen.findByText('On. 1 recovery code is left.');
    await fireEvent.press(screen.getByRole('button', { name: 'Change it in the web app' }));
    expect(openURL).toHaveBeenCalledWith('https://chat.example.org/app/settings/security');
  });

  it('sign out at the server, and only here where that fails', async () => {
    const onLeft = jest.fn(async () => undefined);
    const { api } = standInForServer({ 'POST /auth/logout': () => refusal(503, 'E1007', 'The server stops.') });
    const { sessions } = await drawIn(api, <SignOut onLeft={onLeft} />);
    await fireEvent.press(screen.getByRole('button', { name: 'Sign out' }));
    await screen.findByText(/could not be ended at the server: The server stops\./);
    expect(sessions.state.getState().phase).toBe('signed_in');
    await fireEvent.press(screen.getByRole('button', { name: 'Sign out on this phone only' }));
    await waitFor(() => expect(sessions.state.getState().phase).toBe('signed_out'));
    expect(onLeft).toHaveBeenCalledTimes(1);
  });
});

import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { SignInScreen } from '../src/feature/entry/sign-in-screen.tsx';
import { drawIn } from './draw-in.tsx';
import { refusal, standInForServer } from './server-stand-in.ts';

const user = {
  id: 'p1',
  email: 'ada@example.org',
  display_name: 'Ada',
  role: 'user',
  created_at: '2026-01-01T00:00:00Z',
};
const entered = { session_token: 'the token', user };

async function signIn() {
  await fireEvent.changeText(screen.getByLabelText('E-mail'), ' ada@example.org ');
  await fireEvent.changeText(screen.getByLabelText('Password'), 'secret');
  await fireEvent.press(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it('is not offered before there is something to sign in with', async () => {
    const server = standInForServer({});
    await drawIn(server.api, <SignInScreen />, { isSignedIn: false });
    await fireEvent.press(screen.getByRole('button', { name: 'Sign in' }));
    expect(server.asked).toEqual([]);
  });

  it('says what the server says, and keeps what was typed', async () => {
    const { api } = standInForServer({
      'POST /auth/login': () => refusal(401, 'E2001', 'E-mail or password are wrong.'),
    });
    const { sessions } = await drawIn(api, <SignInScreen />, { isSignedIn: false });
    await signIn();
    await screen.findByText('E-mail or password are wrong.');
    expect(screen.getByLabelText('Password').props.value).toBe('secret');
    expect(sessions.state.getState().phase).toBe('signed_out');
  });

  it.each([
    ['123 456', { totp_code: '123456' }],
    ['abcd-efgh', { recovery_code: 'abcd-efgh' }],
  ])('asks for the second factor where there is one, and takes %s', async (code, sent) => {
    const server = standInForServer({
      'POST /auth/login': ({ body }) =>
        'totp_code' in Object(body) || 'recovery_code' in Object(body)
          ? entered
          : refusal(401, 'E2006', 'A code is needed.'),
    });
    const { sessions } = await drawIn(server.api, <SignInScreen />, { isSignedIn: false });
    await signIn();
    const field = await screen.findByLabelText('Code');
    // That it asks is no failure of the person's.
    expect(screen.queryByText('A code is needed.')).toBeNull();
    await fireEvent.changeText(field, code);
    await fireEvent.press(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(sessions.state.getState()).toMatchObject({ phase: 'signed_in', token: 'the token' }));
    const typed = { email: 'ada@example.org', password: 'secret' };
    expect(server.bodiesOf('POST /auth/login')).toEqual([typed, { ...typed, ...sent }]);
  });

  it('says so when the session was ended elsewhere', async () => {
    const { api } = standInForServer({});
    const { sessions } = await drawIn(api, <SignInScreen />);
    await act(async () => sessions.tell({ type: 'refused', token: 'token' }));
    await screen.findByText('Your session has ended. Sign in again.');
  });
});

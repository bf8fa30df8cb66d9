import AsyncStorage from '@react-native-async-storage/async-storage';
import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import {
  addNotificationResponseReceivedListener,
  getExpoPushTokenAsync,
  requestPermissionsAsync,
  unregisterForNotificationsAsync,
} from 'expo-notifications';
import { router } from 'expo-router';
import { PushCard } from '../src/feature/settings/push-card.tsx';
import { Pushes } from '../src/shell/pushes.tsx';
import { drawIn } from './draw-in.tsx';
import { standInForServer } from './server-stand-in.ts';

jest.mock('expo-notifications', () => ({
  requestPermissionsAsync: jest.fn(async () => ({ granted: true })),
  getPermissionsAsync: jest.fn(async () => ({ granted: true })),
  getExpoPushTokenAsync: jest.fn(async () => ({ data: 'ExponentPushToken[abc]' })),
  unregisterForNotificationsAsync: jest.fn(async () => undefined),
  getLastNotificationResponse: jest.fn(() => null),
  clearLastNotificationResponse: jest.fn(),
  addNotificationResponseReceivedListener: jest.fn(() => ({ remove: jest.fn() })),
}));

beforeEach(async () => {
  jest.clearAllMocks();
  await AsyncStorage.clear();
});

/** A server that pushes to phones or does not, and forgets them all when it is told to. */
function push(isEnabled: boolean) {
  let token: string | null = null;
  return standInForServer({
    'GET /push/phone': () => ({ is_enabled: isEnabled, token }),
    'POST /push/phone': ({ body }) => {
      token = Object(body).token;
      return {};
    },
    'DELETE /push/phone': () => {
      token = null;
      return {};
    },
  });
}

describe('pushes to this phone', () => {
  const toggle = (isOn: boolean) => fireEvent(screen.getByRole('switch'), 'valueChange', isOn);

  it('cannot be switched on where the server sends none, and nothing is asked of anybody', async () => {
    const server = push(false);
    await drawIn(server.api, <PushCard />);
    await screen.findByText(/This server sends no pushes to phones/);
    expect(screen.getByRole('switch').props.disabled).toBe(true);
    expect(requestPermissionsAsync).not.toHaveBeenCalled();
    expect(getExpoPushTokenAsync).not.toHaveBeenCalled();
  });

  it('begin when the person wants them, in their language, and end when they do not', async () => {
    const server = push(true);
    await drawIn(server.api, <PushCard />);
    await screen.findByText(/A push says only that something is there/);
    expect(getExpoPushTokenAsync).not.toHaveBeenCalled();
    await toggle(true);
    await waitFor(() =>
      expect(server.bodiesOf('POST /push/phone')).toEqual([{ token: 'ExponentPushToken[abc]', language: 'en' }]),
    );
    await waitFor(() => expect(screen.getByRole('switch').props).toMatchObject({ value: true, disabled: false }));
    await toggle(false);
    await waitFor(() => expect(server.bodiesOf('DELETE /push/phone')).toHaveLength(1));
    await waitFor(() => expect(unregisterForNotificationsAsync).toHaveBeenCalled());
    await waitFor(() => expect(screen.getByRole('switch').props.value).toBe(false));
  });

  it('say where they are allowed when the phone forbids them', async () => {
    jest.mocked(requestPermissionsAsync as () => Promise<object>).mockResolvedValueOnce({ granted: false });
    const server = push(true);
    await drawIn(server.api, <PushCard />);
    await screen.findByText(/A push says only/);
    await toggle(true);
    await screen.findByText('Your phone does not let this app notify you.');
    expect(server.bodiesOf('POST /push/phone')).toEqual([]);
  });

  it('say why this build cannot have them', async () => {
    jest.mocked(getExpoPushTokenAsync).mockRejectedValueOnce(new Error('No "projectId" found.'));
    const server = push(true);
    await drawIn(server.api, <PushCard />);
    await screen.findByText(/A push says only/);
    await toggle(true);
    await screen.findByText(/cannot be pushed to: No "projectId" found\./);
    expect(server.bodiesOf('POST /push/phone')).toEqual([]);
  });
});

describe('while the app is open', () => {
  it('asks nothing of a server whose pushes nobody wanted', async () => {
    const server = push(true);
    await drawIn(server.api, <Pushes />);
    await waitFor(() => expect(addNotificationResponseReceivedListener).toHaveBeenCalled());
    expect(server.asked).toEqual([]);
  });

  it('tells the server again where the phone is, which may have forgotten it', async () => {
    await drawIn(push(true).api, <PushCard />);
    await screen.findByText(/A push says only/);
    await fireEvent(screen.getByRole('switch'), 'valueChange', true);
    await waitFor(() => expect(screen.getByRole('switch').props).toMatchObject({ value: true, disabled: false }));
    const forgetful = push(true);
    await drawIn(forgetful.api, <Pushes />);
    await waitFor(() =>
      expect(forgetful.bodiesOf('POST /push/phone')).toEqual([{ token: 'ExponentPushToken[abc]', language: 'en' }]),
    );
  });

  it('opens what a tapped push is about', async () => {
    await drawIn(push(true).api, <Pushes />);
    await waitFor(() => expect(addNotificationResponseReceivedListener).toHaveBeenCalled());
    const [[tap]] = jest.mocked(addNotificationResponseReceivedListener).mock.calls as unknown as [
      [(response: object) => void],
    ];
    const responseTo = (data: object) => ({ notification: { request: { content: { data } } } });
    await act(async () => tap(responseTo({ kind: 'answer', conversation_id: 'c1' })));
    expect(router.push).toHaveBeenLastCalledWith({ pathname: '/chat/[id]', params: { id: 'c1' } });
    await act(async () => tap(responseTo({ kind: 'task_due', conversation_id: null })));
    expect(router.push).toHaveBeenLastCalledWith('/tasks');
  });
});

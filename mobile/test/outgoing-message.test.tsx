import { fireEvent, screen } from '@testing-library/react-native';
import { OutgoingMessage } from '../src/feature/chat/outgoing-message.tsx';
import { AppContext, type AppParts } from '../src/lib/app-context.ts';
import type { Outgoing } from '../src/session/outgoing.ts';
import { createSessionStore } from '../src/session/session-store.ts';
import { draw } from './draw.tsx';

const message: Outgoing = {
  ...{ key: 'a', threadKey: 'a', conversationId: 'c1', text: 'Hello', choice: null, parentId: null },
  ...{ status: 'waiting', reason: null },
};

function partsWith(isOnline: boolean): AppParts {
  const nothing = () => undefined;
  const network = {
    isOnline: () => isOnline,
    subscribe: () => nothing,
    addEventListener: nothing,
    removeEventListener: nothing,
  };
  return { sessions: createSessionStore({ read: async () => null, write: async () => undefined }), network };
}

describe('a message that has not left', () => {
  it('waits for the network, and can be taken back', async () => {
    const onCancel = jest.fn();
    await draw(
      <AppContext value={partsWith(false)}>
        <OutgoingMessage message={message} onCancel={onCancel} onSendAgain={jest.fn()} />
      </AppContext>,
    );
    screen.getByText('Waits for the network');
    await fireEvent.press(screen.getByRole('button', { name: 'Take back' }));
    expect(onCancel).toHaveBeenCalledTimes(1);
  });

  it('says why the server refused it, and can be sent again', async () => {
    const onSendAgain = jest.fn();
    await draw(
      <AppContext value={partsWith(true)}>
        <OutgoingMessage
          message={{ ...message, status: 'refused', reason: 'Too long.' }}
          onCancel={jest.fn()}
          onSendAgain={onSendAgain}
        />
      </AppContext>,
    );
    screen.getByText('Too long.');
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    expect(onSendAgain).toHaveBeenCalledTimes(1);
  });
});

import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { PlaceCard } from '../src/feature/place/place-card.tsx';
import { Toaster } from '../src/ui/toaster.tsx';
import { drawIn } from './draw-in.tsx';
import { refusal, standInForServer } from './server-stand-in.ts';

const windows = [1, 2, 3, 4, 5].map((slot) => ({
  ...{ slot, active: slot === 1, title: slot === 1 ? 'Eggs' : null, conversation_id: slot === 1 ? 'c1' : null },
}));
const spaces = [{ space: 'default' }, { space: 'friends' }];

describe('where spoken words go', () => {
  it('is one of five windows, and says when the server refuses another', async () => {
    const server = standInForServer({
      'GET /windows': () => ({ windows, active_slot: 1 }),
      'GET /spaces': () => ({ spaces, active: 'default' }),
      'POST /windows/activate': () => refusal(503, 'E5001', 'Not now.'),
    });
    await drawIn(
      server.api,
      <>
        <PlaceCard />
        <Toaster />
      </>,
    );
    expect(await screen.findByRole('radio', { name: '1 · Eggs' })).toBeChecked();
    await fireEvent.press(screen.getByRole('radio', { name: '3 · Still empty' }));
    await screen.findByText('Not now.');
    expect(server.bodiesOf('POST /windows/activate')).toEqual([{ slot: 3 }]);
    await waitFor(() => expect(screen.getByRole('radio', { name: '1 · Eggs' })).toBeChecked());
  });

  it('is in a space that can be changed', async () => {
    const server = standInForServer({
      'GET /windows': () => ({ windows, active_slot: 1 }),
      'GET /spaces': () => ({ spaces, active: 'default' }),
      'POST /spaces/switch': () => ({ spaces, active: 'friends' }),
    });
    await drawIn(server.api, <PlaceCard />);
    await fireEvent.press(await screen.findByRole('button', { name: 'Space, Everyday' }));
    await fireEvent.press(await screen.findByRole('button', { name: 'Friends' }));
    await waitFor(() => expect(server.bodiesOf('POST /spaces/switch')).toEqual([{ space: 'friends' }]));
  });
});

import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { MemoryScreen } from '../src/feature/memory/memory-screen.tsx';
import { drawIn } from './draw-in.tsx';
import { standInForServer } from './server-stand-in.ts';

const AT = '2026-05-01T12:00:00.000Z';
const memory = (id: string, text: string, status: 'kept' | 'suggested') => ({
  ...{ id, text, status, source: status === 'kept' ? 'web' : 'model', source_message_id: null },
  ...{ source_conversation_id: null, created_at: AT, updated_at: AT },
});

describe('memories', () => {
  it('that were suggested are kept or refused', async () => {
    const suggested = [memory('m1', 'Likes tea', 'suggested'), memory('m2', 'Has a cold', 'suggested')];
    const server = standInForServer({
      'GET /memories': ({ query }) => ({
        items: query.get('status') === 'suggested' ? suggested : [memory('m0', 'Lives in Ulm', 'kept')],
      }),
      'PATCH /memories/m1': () => ({ memory: memory('m1', 'Likes tea', 'kept') }),
      'DELETE /memories/m2': () => ({}),
    });
    await drawIn(server.api, <MemoryScreen />);
    await screen.findByText('Lives in Ulm');
    await screen.findByText('2 suggestions');
    await fireEvent.press(await screen.findByRole('button', { name: 'Keep “Likes tea”' }));
    await waitFor(() => expect(server.bodiesOf('PATCH /memories/m1')).toEqual([{ status: 'kept' }]));
    await fireEvent.press(screen.getByRole('button', { name: 'Don’t keep “Has a cold”' }));
    await waitFor(() => expect(server.bodiesOf('DELETE /memories/m2')).toHaveLength(1));
  });
});

import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { TaskSheet } from '../src/feature/task/task-sheet.tsx';
import { TasksScreen } from '../src/feature/task/tasks-screen.tsx';
import { Toaster } from '../src/ui/toaster.tsx';
import { drawIn } from './draw-in.tsx';
import { refusal, standInForServer } from './server-stand-in.ts';

const AT = '2026-05-01T12:00:00.000Z';
const task = {
  ...{ id: 't1', type: 'task', payload: { title: 'Return the books' }, status: 'open', source: 'web' },
  ...{ source_message_id: null, due_at: AT, completed_at: null, created_at: AT, updated_at: AT },
} as const;

describe('tasks', () => {
  it('are ticked off, with a way back', async () => {
    const server = standInForServer({
      'GET /agent-events': () => ({ items: [task] }),
      'PATCH /agent-events/t1': () => ({ event: task }),
    });
    await drawIn(
      server.api,
      <>
        <TasksScreen />
        <Toaster />
      </>,
    );
    await fireEvent.press(await screen.findByRole('checkbox', { name: '“Return the books” is done' }));
    await fireEvent.press(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.bodiesOf('PATCH /agent-events/t1')).toEqual([{ status: 'done' }, { status: 'open' }]),
    );
  });

  it('are not saved with a time that cannot be read, and stay on the screen where the server refuses', async () => {
    const server = standInForServer({
      'POST /agent-events': () => refusal(409, 'E1003', 'You have too many tasks.'),
    });
    const onClose = jest.fn();
    await drawIn(server.api, <TaskSheet task={null} onClose={onClose} />);
    await fireEvent.changeText(screen.getByLabelText('What is to be done'), 'Call Anna');
    await fireEvent.press(screen.getByRole('button', { name: 'Tomorrow' }));
    await fireEvent.changeText(screen.getByLabelText('Time'), 'soon');
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
    await fireEvent.changeText(screen.getByLabelText('Time'), '9:30');
    await fireEvent.press(screen.getByRole('button', { name: 'Add' }));
    await screen.findByText('You have too many tasks.');
    expect(onClose).not.toHaveBeenCalled();
    const tomorrow = new Date();
    tomorrow.setDate(tomorrow.getDate() + 1);
    const due = new Date(tomorrow.setHours(9, 30, 0, 0)).toISOString();
    expect(server.bodiesOf('POST /agent-events')).toEqual([
      { type: 'task', payload: { title: 'Call Anna' }, due_at: due },
    ]);
  });
});

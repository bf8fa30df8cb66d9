import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { fetch } from 'expo/fetch';
import { ServerScreen } from '../src/feature/entry/server-screen.tsx';
import { drawIn, standInForNetwork } from './draw-in.tsx';
import { standInForServer } from './server-stand-in.ts';

const HEALTH = { ok: true, version: '0.1.0', needs_setup: false, registration: 'open' };

/** Types an address at which the device finds this. */
async function connect(answer: Response | Error, { isOnline = true, address = '192.168.1.20:3000' } = {}) {
  jest.mocked(fetch as unknown as () => Promise<Response>).mockImplementation(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const network = standInForNetwork(isOnline);
  const parts = await drawIn(standInForServer({}).api, <ServerScreen />, { isSignedIn: false, network });
  await fireEvent.changeText(screen.getByLabelText('Address'), address);
  await fireEvent.press(screen.getByRole('button', { name: 'Connect' }));
  return parts;
}

describe('looking for a server', () => {
  it('turns to one of ours', async () => {
    const { sessions } = await connect(Response.json(HEALTH));
    await waitFor(() => expect(sessions.state.getState()).toMatchObject({ server: 'http://192.168.1.20:3000' }));
    expect(fetch).toHaveBeenCalledWith('http://192.168.1.20:3000/health', expect.anything());
  });

  it('says that something else stands there, and nothing of what that says', async () => {
    await connect(new Response('<!DOCTYPE html><title>Router</title>'));
    await screen.findByText('Something answers at http://192.168.1.20:3000, but it is no OmniAI server.');
    expect(screen.queryByText(/DOCTYPE/)).toBeNull();
  });

  it.each<[string, Response | Error, RegExp]>([
    ['a proxy whose server is away', new Response('<html>', { status: 502 }), /the server behind it is away \(502\)/],
    ['one that is too old', Response.json({ ...HEALTH, version: '0.0.9' }), /too old for this app \(version 0\.0\.9\)/],
    ['one that is too new', Response.json({ ...HEALTH, version: '1.0.0' }), /newer than this app understands/],
    ['one without an administrator', Response.json({ ...HEALTH, needs_setup: true }), /its first administrator/],
    [
      'a port at which nobody listens',
      new TypeError('Failed to connect to /192.168.1.20:3000'),
      /no server answers at/,
    ],
    ['a name nobody knows', new TypeError('Unable to resolve host "nobody"'), /Nobody knows the name/],
    ['a certificate that is not valid', new TypeError('Trust anchor for certification path not found.'), /not safe/],
  ])('tells %s', async (_, answer, sentence) => {
    await connect(answer);
    await screen.findByText(sentence);
  });

  it('tells a phone without a network', async () => {
    await connect(new TypeError('Network request failed'), { isOnline: false });
    await screen.findByText(/Your phone has no network/);
  });

  it('tells what is no address', async () => {
    await connect(Response.json(HEALTH), { address: 'two words' });
    await screen.findByText(/This is no address of a server/);
  });
});

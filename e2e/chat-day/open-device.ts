import {
  type AnswerState,
  type ApiClient,
  type ApiClientOptions,
  createAnswerState,
  createApiClient,
  fold,
  type StreamWish,
} from '../../client/src/index.ts';

/** Nobody waits a second for a connection that comes back. */
const PACE: NonNullable<ApiClientOptions['pace']> = {
  baseDelayMs: 10,
  maxDelayMs: 50,
  silenceMs: 40_000,
  random: () => 0,
};

/** One answer as it stands on a screen. */
export interface Reading {
  readonly state: AnswerState;
  /** Connections that it took so far. */
  readonly connections: number;
  /** Resolves with what stands there when nothing more comes. */
  readonly ended: Promise<AnswerState>;
}

/** A device of somebody, with our own client on it. */
export interface Device extends Disposable {
  readonly http: ApiClient['http'];
  /** Everything that was read here, in its order. */
  readonly readings: readonly Reading[];
  /** Begins to read an answer. */
  read(wish: StreamWish): Reading;
  /** What the server told of so far: the topics, and `connected` each time that it was heard again. */
  readonly heard: readonly string[];
}

/** @returns the device once it hears of what changes */
export async function openDevice(baseUrl: string, token: string): Promise<Device> {
  const client = createApiClient({ baseUrl, token, pace: PACE });
  const off = new AbortController();
  const readings: Reading[] = [];
  const heard: string[] = [];
  const connected = Promise.withResolvers<void>();
  const listen = async () => {
    for await (const change of client.followChanges(off.signal)) {
      heard.push(...(change.type === 'connected' ? ['connected'] : change.topics));
      connected.resolve();
    }
  };
  listen().catch(connected.reject);
  await connected.promise;
  return {
    http: client.http,
    readings,
    heard,
    read(wish) {
      let state = createAnswerState();
      let connections = 0;
      const read = async () => {
        for await (const event of client.stream(wish, off.signal)) {
          if (event.type === 'connection' && event.state === 'open') connections += 1;
          state = fold(state, event);
        }
        return state;
      };
      const reading: Reading = {
        get state() {
          return state;
        },
        get connections() {
          return connections;
        },
        ended: read(),
      };
      readings.push(reading);
      return reading;
    },
    [Symbol.dispose]: () => off.abort(),
  };
}

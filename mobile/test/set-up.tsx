import { configure } from '@testing-library/react-native';

configure({ asyncUtilTimeout: 15_000 });

// Screens are drawn one at a time, so there is nowhere to go; a test that means a way looks at what was asked of `router`.
jest.mock('expo-router', () => {
  const router = { push: jest.fn(), replace: jest.fn(), back: jest.fn(), setParams: jest.fn() };
  return {
    router,
    useRouter: () => router,
    useLocalSearchParams: () => ({}),
    Redirect: () => null,
    Stack: Object.assign(() => null, { Screen: () => null }),
  };
});
// No screen reaches a network: what it asks for goes to a stand-in.
jest.mock('expo/fetch', () => ({ fetch: jest.fn() }));
jest.mock('@react-native-async-storage/async-storage', () =>
  jest.requireActual('@react-native-async-storage/async-storage/jest/async-storage-mock'),
);

import { lazy } from 'react';

/** Fetched when it is needed: most people see it once. */
export const LazySpeechConsent = lazy(() =>
  import('./speech-consent-dialog.tsx').then((module) => ({ default: module.SpeechConsentDialog })),
);

import { I18nProvider } from '@lingui/react';
import { render } from '@testing-library/react-native';
import type { ReactElement } from 'react';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { i18n, speak } from '../src/lib/i18n.ts';

const METRICS = { frame: { x: 0, y: 0, width: 390, height: 844 }, insets: { top: 47, left: 0, right: 0, bottom: 34 } };

/** Draws a part of the app as a phone would, in English. */
export function draw(element: ReactElement) {
  speak(['en']);
  return render(
    <I18nProvider i18n={i18n}>
      <SafeAreaProvider initialMetrics={METRICS}>{element}</SafeAreaProvider>
    </I18nProvider>,
  );
}

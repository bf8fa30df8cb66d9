import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const CATALOGUE = /\/src\/message\/[a-z]{2}\/[a-z]+\.json$/;

/** Reads the ICU messages of the catalogues while the page is built, so that no browser has to. */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!CATALOGUE.test(id)) return undefined;
      const messages = Object.entries(JSON.parse(code)).map(([key, text]) => [key, compileMessage(String(text))]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(messages))}`, moduleType: 'js' };
    },
  };
}

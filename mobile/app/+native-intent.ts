export { redirectSystemPath } from '../src/shell/redirect-system-path.ts';

export { LinkPage as default } from '../../src/shell/link-page.tsx';

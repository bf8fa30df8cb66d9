export { StartPage as default } from '../src/shell/start-page.tsx';

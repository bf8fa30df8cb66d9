export { RootLayout as default } from '../src/shell/root-layout.tsx';

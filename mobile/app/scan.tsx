export { ScanScreen as default } from '../src/feature/entry/scan-screen.tsx';

export { TabLayout as default } from '../../src/shell/tab-layout.tsx';

export { ServerScreen as default } from '../src/feature/entry/server-screen.tsx';

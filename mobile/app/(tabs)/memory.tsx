export { MemoryScreen as default } from '../../src/feature/memory/memory-screen.tsx';

export { ArchivePage as default } from '../src/shell/archive-page.tsx';

export { VoicePage as default } from '../../src/shell/voice-page.tsx';

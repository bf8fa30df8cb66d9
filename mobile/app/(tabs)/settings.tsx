export { SettingsPage as default } from '../../src/shell/settings-page.tsx';

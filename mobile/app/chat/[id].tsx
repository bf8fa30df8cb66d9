export { ChatPage as default } from '../../src/shell/chat-page.tsx';

export { ChatsPage as default } from '../../src/shell/chats-page.tsx';

export { InvitePage as default } from '../../src/shell/invite-page.tsx';

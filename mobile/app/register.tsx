export { RegisterPage as default } from '../src/shell/register-page.tsx';

export { SignInScreen as default } from '../src/feature/entry/sign-in-screen.tsx';

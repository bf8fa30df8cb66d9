import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { RegisterScreen } from '../feature/auth/register-screen.tsx';
import { SetupScreen } from '../feature/auth/setup-screen.tsx';
import { SignInScreen } from '../feature/auth/sign-in-screen.tsx';

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  return <SignInScreen onEntered={useGoHome(next)} />;
}

export function RegisterPage() {
  const { invite } = useSearch({ from: '/register' });
  return <RegisterScreen inviteCode={invite} onEntered={useGoHome()} />;
}

export function SetupPage() {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token'));
  const goHome = useGoHome();
  return token ? <SetupScreen setupToken={token} onEntered={goHome} /> : <SignInScreen onEntered={goHome} />;
}

/** @param next where the person was on the way to, as a path within the page */
function useGoHome(next = '/') {
  const { history } = useRouter();
  return () => history.replace(`${import.meta.env.BASE_URL}${next.slice(1)}`);
}

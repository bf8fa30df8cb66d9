import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ForgotScreen } from '../feature/auth/forgot-screen.tsx';
import { RegisterScreen } from '../feature/auth/register-screen.tsx';
import { ResetScreen } from '../feature/auth/reset-screen.tsx';
import { SetupScreen } from '../feature/auth/setup-screen.tsx';
import { SignInScreen } from '../feature/auth/sign-in-screen.tsx';

export function SignInPage() {
  const { next, error } = useSearch({ from: '/sign-in' });
  return <SignInScreen errorCode={error} onEntered={useGoHome(next)} />;
}

export function RegisterPage() {
  const { invite } = useSearch({ from: '/register' });
  return <RegisterScreen inviteCode={invite} onEntered={useGoHome()} />;
}

export function ForgotPage() {
  return <ForgotScreen />;
}

export function ResetPage() {
  return <ResetScreen token={useLinkToken()} />;
}

export function SetupPage() {
  const token = useLinkToken();
  const goHome = useGoHome();
  const goToWelcome = useGoHome('/welcome');
  return token ? <SetupScreen setupToken={token} onEntered={goToWelcome} /> : <SignInScreen onEntered={goHome} />;
}

/** The token in the fragment of a link, as it was when the page was opened. */
function useLinkToken(): string | null {
  return useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token'))[0];
}

/** @param next where the person was on the way to, as a path within the page */
function useGoHome(next = '/') {
  const { history } = useRouter();
  return () => history.replace(`${import.meta.env.BASE_URL}${next.slice(1)}`);
}

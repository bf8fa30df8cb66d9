import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { RegisterScreen } from '../feature/auth/register-screen.tsx';
import { SetupScreen } from '../feature/auth/setup-screen.tsx';
import { SignInScreen } from '../feature/auth/sign-in-screen.tsx';

export function SignInPage() {
  return <SignInScreen onEntered={useGoHome()} />;
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

function useGoHome() {
  const navigate = useNavigate();
  return () => void navigate({ to: '/', replace: true });
}

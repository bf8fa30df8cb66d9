import { useLocalSearchParams } from 'expo-router';
import { RegisterScreen } from '../feature/entry/register-screen.tsx';

export function RegisterPage() {
  const { code } = useLocalSearchParams<{ code?: string }>();
  return <RegisterScreen inviteCode={code} />;
}

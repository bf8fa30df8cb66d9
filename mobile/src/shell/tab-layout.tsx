import { Tabs } from 'expo-router';
import { useText } from '../lib/use-text.ts';
import { useTheme } from '../ui/use-theme.ts';
import { TABS } from './tab.ts';

export function TabLayout() {
  const t = useText();
  const theme = useTheme();
  return (
    <Tabs
      screenOptions={{
        headerStyle: { backgroundColor: theme.page },
        headerShadowVisible: false,
        headerTitleStyle: { color: theme.ink },
        tabBarStyle: { backgroundColor: theme.page, borderTopColor: theme.line },
        tabBarActiveTintColor: theme.accent,
        tabBarInactiveTintColor: theme.soft,
      }}
    >
      {TABS.map(({ name, title, icon: Icon }) => (
        <Tabs.Screen
          key={name}
          name={name}
          options={{ title: t(title), tabBarIcon: ({ color, size }) => <Icon size={size} color={String(color)} /> }}
        />
      ))}
    </Tabs>
  );
}

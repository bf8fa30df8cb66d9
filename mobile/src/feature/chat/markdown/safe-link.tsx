import { openURL } from 'expo-linking';
import type { ReactNode } from 'react';
import { StyleSheet, Text } from 'react-native';
import { findLinkHost } from '../../../lib/link-host.ts';
import { useTheme } from '../../../ui/use-theme.ts';

interface SafeLinkProps {
  href: string | undefined;
  /** What it says, to see whether that names the host already. */
  words: string;
  children: ReactNode;
}

/** A link that says where it leads, and opens in the system's browser. One that leads nowhere safe is only its words. */
export function SafeLink({ href, words, children }: SafeLinkProps) {
  const theme = useTheme();
  const host = findLinkHost(href);
  if (host === undefined || href === undefined) return <Text>{children}</Text>;
  // A device without a program for it has nothing to show.
  const open = () => void openURL(href).catch(() => undefined);
  return (
    <Text role="link" style={[styles.link, { color: theme.accent }]} onPress={open}>
      {children}
      {!words.includes(host) && <Text style={{ color: theme.soft }}>{` (${host})`}</Text>}
    </Text>
  );
}

const styles = StyleSheet.create({ link: { textDecorationLine: 'underline' } });

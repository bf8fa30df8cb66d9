import { Redirect, useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { landing } from '../lib/landing.ts';
import { acceptServerAddress } from '../session/accept-server-address.ts';

/** Where a link to a conversation arrives, whoever is signed in: it is remembered, and the app begins. */
export function LinkPage() {
  const { id, server } = useLocalSearchParams<{ id: string; server?: string }>();
  useState(() =>
    landing.setState(
      { conversationId: id, server: server === undefined ? undefined : acceptServerAddress(server) },
      true,
    ),
  );
  return <Redirect href="/" />;
}

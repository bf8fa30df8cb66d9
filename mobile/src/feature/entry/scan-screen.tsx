import { CameraView, useCameraPermissions } from 'expo-camera';
import { useRouter } from 'expo-router';
import { useRef } from 'react';
import { Linking, StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { acceptInvite } from '../../session/accept-invite.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useServerSearch } from './use-server-search.ts';

/** Reads the QR code of a server, as the settings of its web app show it, or of an invite. */
export function ScanScreen() {
  const t = useText();
  const router = useRouter();
  const search = useServerSearch();
  const [permission, ask] = useCameraPermissions();
  const seen = useRef('');

  const take = (data: string) => {
    // The camera says the same many times a second.
    if (seen.current === data || search.isPending) return;
    seen.current = data;
    const invite = acceptInvite(data);
    if (invite) router.replace({ pathname: '/invite/[code]', params: { ...invite } });
    else search.mutate(data);
  };
  if (!permission) return <Screen>{null}</Screen>;
  if (!permission.granted) {
    return (
      <Screen>
        <EmptyState text={t('entry.cameraLead')}>
          {permission.canAskAgain ? (
            <Button look="primary" label={t('entry.cameraAllow')} onPress={() => void ask()} />
          ) : (
            <Button label={t('entry.cameraSettings')} onPress={() => void Linking.openSettings()} />
          )}
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen isScrolled={false}>
      <CameraView
        style={styles.camera}
        barcodeScannerSettings={{ barcodeTypes: ['qr'] }}
        onBarcodeScanned={({ data }) => take(data)}
      />
      <View style={styles.foot}>
        <Notice kind={search.error ? 'danger' : 'calm'} text={search.error?.message ?? t('entry.scanLead')} />
      </View>
    </Screen>
  );
}

const styles = StyleSheet.create({ camera: { flex: 1 }, foot: { padding: 16 } });

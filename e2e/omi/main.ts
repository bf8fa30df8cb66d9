import { startOmiStandIn } from './start-omi-stand-in.ts';

// node e2e/omi/main.ts [port] [uid …] runs the stand-in by hand and prints what Omi would push to these users.
const [port = '0', ...uids] = process.argv.slice(2);
const omi = await startOmiStandIn({
  port: Number(port),
  enabledUids: uids,
  onNotification: ({ api, uid, message }) => console.log(`push (${api}) to ${uid}: ${message}`),
});
console.log(`OMI_API_BASE_URL=${omi.url} OMI_APP_ID=${omi.app.id} OMI_APP_SECRET=${omi.app.apiKey}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => omi.stop());

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildServiceWorker } from './build-service-worker.ts';
import { compileMessages } from './compile-messages.ts';
import { compressFiles } from './compress-files.ts';

const SERVER = process.env.OMNIAI_SERVER ?? 'http://127.0.0.1:3000';
const ROUTES =
  '^/(auth|account|admin|chat|conversations|events|health|link|me|memories|messages|omi|providers|ready|search)';

export default defineConfig({
  base: '/app/',
  plugins: [compileMessages(), react(), tailwindcss(), buildServiceWorker(), compressFiles()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: 'index.html', 'service-worker': 'worker/service-worker.ts' },
      output: {
        // The worker's name stays the same, because browsers look for a newer one under it.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { [ROUTES]: { target: SERVER, changeOrigin: false } } },
});

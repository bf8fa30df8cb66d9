import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileMessages } from './compile-messages.ts';

const SERVER = process.env.OMNIAI_SERVER ?? 'http://127.0.0.1:3000';
const ROUTES =
  '^/(auth|account|admin|chat|conversations|events|health|link|me|memories|messages|omi|providers|ready|search)';

export default defineConfig({
  base: '/app/',
  plugins: [compileMessages(), react(), tailwindcss()],
  build: { target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { [ROUTES]: { target: SERVER, changeOrigin: false } } },
});

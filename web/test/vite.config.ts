import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileMessages } from '../compile-messages.ts';

/** Builds the page on which tests draw markdown, with the product's own parts. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: '../public',
  plugins: [compileMessages(), react(), tailwindcss()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: { input: 'markdown-page.html' },
  },
});

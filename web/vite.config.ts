import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The pages are served by `serow serve` from web/dist. While working on them, `npm run dev` serves them itself and
// hands everything under /api to a running Serow: SEROW_URL says where that is.
const serow = process.env['SEROW_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: false,
    // MapLibre is one piece of about 1 MB; it is loaded only by pages that show a map.
    chunkSizeWarningLimit: 1400,
  },
  server: { proxy: { '/api': { target: serow } } },
});

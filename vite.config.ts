import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite` (development only) sends what the API answers: to the PORT that the API listens on. */
const api = `http://127.0.0.1:${process.env.PORT ?? 4000}`;

/** Exactly the endpoints: below /graphql/ Vite itself serves the generated documents of web/graphql/. */
const proxied = [
  '^/graphql(/moderation|/operations)?(\\?|$)',
  '^/auth/',
  '^/images(/|$)',
  '^/(healthz|readyz)$',
];

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy forbids data: scripts and fonts; only images may be inlined.
    assetsInlineLimit: (path) => /\.(png|svg|webp)$/.test(path),
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // The reader of text looks for its language by the file's name.
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.traineddata.gz'))
            ? 'assets/[hash]/[name][extname]'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: api, changeOrigin: false }])),
  },
});

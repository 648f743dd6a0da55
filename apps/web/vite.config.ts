import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './compress.ts'

const server = process.env['AMPHI_DEV_SERVER'] ?? 'http://localhost:8080'
const to = { target: server, changeOrigin: false }

export default defineConfig({
  plugins: [react(), compress()],
  build: {
    target: 'es2023',
    // Nothing inline: neither data addresses for fonts nor a script in the page; the policy of the server forbids both.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { ...to, ws: true },
      '/rtc': { ...to, ws: true },
      '/hooks': to,
    },
  },
})

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { deskChunk } from './chunks.ts';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [react(), tailwindcss()],
  build: {
    // The loader and the frame are built into the same folder by another step.
    outDir: '../dist',
    emptyOutDir: false,
    assetsDir: 'a',
    // A data: URL would need its own exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Letters and digits: what an error is said to be in is a word.
        hashCharacters: 'base36',
        codeSplitting: { groups: [{ name: deskChunk(), includeDependenciesRecursively: false }] },
      },
    },
  },
});

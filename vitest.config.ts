import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'house',
          include: ['{apps,packages,tools}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'apps/server/src/platform/children/**', '**/*.real.test.ts'],
          globalSetup: 'packages/testkit/src/cluster.ts',
          // No test replaces a module, so files may share the ones already loaded.
          isolate: false,
          // Nothing waits this long, except on a machine with much else to do.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'children',
          include: ['apps/server/src/platform/children/**/*.test.ts', '**/*.real.test.ts', 'e2e/**/*.test.ts'],
          // Real processes and real browsers: side by side they would starve each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000, interval: 100 } },
        },
      },
    ],
  },
})

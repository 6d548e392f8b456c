import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Framework's `npm:` imports are the packages of node_modules. */
const alias = [{ find: /^npm:/, replacement: "" }];

export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    /** Most files wait on one core: two at a time even where there are but two. */
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/statistical/**", "test/data/**", "test/browser/**", "test/slow/**"],
        },
      },
      {
        extends: true,
        test: { name: "statistical", include: ["test/statistical/**/*.test.ts"], testTimeout: 300_000 },
      },
      {
        extends: true,
        test: {
          name: "data",
          include: ["test/data/**/*.test.ts"],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/support/demo-site.ts"],
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "slow",
          include: ["test/slow/**/*.test.ts"],
          testTimeout: 1_200_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

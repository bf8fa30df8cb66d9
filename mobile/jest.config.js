/** Screens, drawn by React Native Testing Library. What is pure is tested by Vitest at the root. */
module.exports = {
  preset: 'jest-expo',
  testMatch: ['<rootDir>/test/**/*.test.tsx'],
  setupFilesAfterEnv: ['<rootDir>/test/set-up.tsx'],
  // A busy machine translates the app's modules for half a minute before the first screen stands.
  testTimeout: 60_000,
  modulePaths: ['<rootDir>/node_modules'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
  transform: { '\\.[jt]sx?$|\\.mjs$': 'babel-jest' },
  // Everything in node_modules may be a module of today.
  transformIgnorePatterns: [],
};

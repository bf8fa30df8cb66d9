/** Screens, drawn by React Native Testing Library. What is pure is tested by Vitest at the root. */
module.exports = {
  preset: 'jest-expo',
  testMatch: ['<rootDir>/test/**/*.test.tsx'],
  modulePaths: ['<rootDir>/node_modules'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
  transform: { '\\.[jt]sx?$|\\.mjs$': 'babel-jest' },
  // Everything in node_modules may be a module of today.
  transformIgnorePatterns: [],
};

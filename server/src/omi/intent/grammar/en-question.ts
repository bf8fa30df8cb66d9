/** How questions begin: after "remember" or "remind me" they ask instead of telling. */
export const QUESTION = [
  'what',
  'who',
  'whom',
  'whose',
  'when',
  'where',
  'why',
  'how',
  'which',
  'if',
  'whether',
  'again',
];

import './prepare-node.js';

await import('./src/main.ts');

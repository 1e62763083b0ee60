// `npm start`: builds when a source changed, then runs the server in this very process.
import './require-node.mjs';
import { stop as stopBuilder } from 'esbuild';
import { buildProduct } from './build.mjs';
import { followNpm } from './follow-npm.mjs';

await buildProduct();
await stopBuilder();
followNpm();
await import('../dist/main.js');

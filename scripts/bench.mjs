// `npm run bench -- <measure>`: measures the build that `npm start` runs.
import './require-node.mjs';
import { buildProduct } from './build.mjs';

await buildProduct();
await import('../dist/bench.js');

// `npm start`: builds when a source changed, then runs the server in this very process.
import './require-node.mjs';
import { buildProduct } from './build.mjs';

await buildProduct();
await import('../dist/main.js');

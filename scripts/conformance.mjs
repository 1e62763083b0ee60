// `npm run conformance -- <set>`: holds the product against other people's documents.
import './require-node.mjs';
import { buildProduct } from './build.mjs';

await buildProduct();
await import('../dist/conformance.js');

// `npm run -s nguon -- <command>`: builds when a source changed, then runs the command line.
import './require-node.mjs';
import { buildProduct } from './build.mjs';

await buildProduct();
await import('../dist/cli.js');

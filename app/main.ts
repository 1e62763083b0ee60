// `npm start`: brings up the database, migrates, loads the demo province on first start, serves until told to stop.
import { startNguon } from './start-nguon.ts';

try {
  const running = await startNguon();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

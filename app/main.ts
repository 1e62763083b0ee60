// `npm start`: brings up the database, migrates, loads the demo province on first start, serves until told to stop.
import { readConfig, requireSafeToServe } from './config.ts';
import { printAddresses } from './print-addresses.ts';
import { startNguon } from './start-nguon.ts';
import { stopOnSignals } from './stop-on-signals.ts';

const say = (message: string): void => void process.stdout.write(message + '\n');
const onStarted = stopOnSignals(process, say);

try {
  const config = readConfig();
  requireSafeToServe(config);
  const running = await startNguon(config, say);
  printAddresses(config, running, say);
  onStarted(() => running.stop());
} catch (error) {
  process.stderr.write((error instanceof Error ? error.message : String(error)) + '\n');
  process.exit(1);
}

// `npm start`: brings up the database, migrates, loads the demo province on first start, serves until told to stop.
import { readConfig } from './config.ts';
import { printAddresses } from './print-addresses.ts';
import { startNguon } from './start-nguon.ts';

const say = (message: string): void => void process.stdout.write(message + '\n');

try {
  const config = readConfig();
  const running = await startNguon(config, say);
  printAddresses(config, running, say);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      say('\nĐang dừng: trả lời nốt các yêu cầu đang chạy… (stopping)');
      void running.stop().then(() => process.exit(0));
      // A second Ctrl-C does not wait.
      process.once(signal, () => process.exit(130));
    });
  }
} catch (error) {
  process.stderr.write((error instanceof Error ? error.message : String(error)) + '\n');
  process.exit(1);
}

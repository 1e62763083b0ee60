// Says at once, and in words, that a port is taken: not after a minute of making the demo province.
import { createServer } from 'node:net';

/** Throws when nobody could listen there. Port 0 is always free. */
export async function checkPort(port: number, host: string): Promise<void> {
  const server = createServer();
  const fault = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
  if (fault === undefined) return;
  if (fault.code === 'EADDRINUSE')
    throw new Error(
      `Cổng ${port} đang có chương trình khác dùng. Hãy dừng chương trình ấy, hoặc chọn cổng khác: PORT=8081 npm start\n` +
        `Port ${port} is used by another program. Stop that program, or choose another port: PORT=8081 npm start`,
    );
  if (fault.code === 'EACCES')
    throw new Error(
      `Không được phép mở cổng ${port} (cổng dưới 1024 cần quyền quản trị). Hãy chọn cổng khác: PORT=8080 npm start\n` +
        `Port ${port} may not be opened (those below 1024 need an administrator). Choose another: PORT=8080 npm start`,
    );
  throw new Error(`HOST=${host}, PORT=${port}: ${fault.message}`);
}

// GS1-Extensions (EPCIS 2.0 §12.3): `prefix=namespace, prefix2=namespace2`, for prefixes used without @context.
import { AppError } from '../errors.ts';

const prefixes_max = 50;

export function readExtensionsHeader(header: string | string[] | undefined): Record<string, string> {
  const extensions: Record<string, string> = Object.create(null) as Record<string, string>;
  const parts = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const match = /^([A-Za-z][\w.-]{0,63})=(\S{1,500})$/.exec(part);
    if (match === null || parts.length > prefixes_max)
      throw new AppError('invalid', 'bad_extensions_header', {
        vi: `GS1-Extensions có dạng prefix=không-gian-tên, cách nhau bằng dấu phẩy; phần sai: "${part}".`,
        en: `GS1-Extensions has the form prefix=namespace, separated by commas; at fault: "${part}".`,
      });
    extensions[match[1]!] = match[2]!;
  }
  return extensions;
}

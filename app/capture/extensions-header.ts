// GS1-Extensions (EPCIS 2.0 §12.3): `prefix=namespace, prefix2=namespace2`, for prefixes used without @context.
import { isUri } from '@nguon/epcis';
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
    const [, prefix = '', namespace = ''] = match ?? [];
    // What a @context refuses is refused here too: an answer could not declare it, and one prefix cannot mean two things.
    const isMeantTwice = Object.hasOwn(extensions, prefix) && extensions[prefix] !== namespace;
    if (!isUri(namespace) || isMeantTwice || parts.length > prefixes_max)
      throw new AppError('invalid', 'bad_extensions_header', {
        vi: `GS1-Extensions có dạng tiền-tố=URI, cách nhau bằng dấu phẩy, mỗi tiền tố một lần; phần sai: "${part}".`,
        en: `GS1-Extensions has the form prefix=URI, separated by commas, each prefix once; at fault: "${part}".`,
      });
    extensions[prefix] = namespace;
  }
  return extensions;
}

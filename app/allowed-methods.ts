// Which methods an address takes, for refusals of a wrong one (RFC 9110 §15.5.6) and for answers to OPTIONS.
import { AppError } from './errors.ts';

interface MethodAndPath {
  readonly method: string;
  readonly path: string;
}

/** OPTIONS and GET first, as the tables of the standard have them. */
const order = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Value of `Allow` for methods of one address, each once. */
export function writeAllow(methods: Iterable<string>): string {
  return [...new Set(methods)].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join(', ');
}

/** The refusal for an address that takes other methods than this one; undefined where there is nothing at the address. */
export function refuseMethod(
  routes: readonly MethodAndPath[],
  request: { readonly method: string; readonly url: string },
): AppError | undefined {
  const path = request.url.split('?', 1)[0]!.replace(/\/+$/, '');
  const parts = (path === '' ? '/' : path).split('/');
  const allowed = routes.filter(({ path }) => fits(path.split('/'), parts)).map(({ method }) => method);
  if (allowed.length === 0 || allowed.includes(request.method)) return undefined;
  // Every GET answers HEAD too; the tables of EPCIS 2.0 §12.4 do not name it.
  const isEpcis = parts[1] === 'epcis';
  const withHead = allowed.includes('GET') && !isEpcis ? [...allowed, 'HEAD'] : allowed;
  return new AppError('method_not_allowed', 'method_not_allowed', { allow: writeAllow(withHead) });
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  if (pattern.at(-1) === '*')
    return pattern.length <= parts.length && pattern.slice(0, -1).every((part, index) => fitsPart(part, parts[index]!));
  return pattern.length === parts.length && pattern.every((part, index) => fitsPart(part, parts[index]!));
}

const fitsPart = (pattern: string, part: string): boolean => (pattern.startsWith(':') ? part !== '' : pattern === part);

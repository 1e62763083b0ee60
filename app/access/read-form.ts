// Reads a form's fields and file once per request, whichever way the browser sent them, within limits.
import { composeText } from '@nguon/vn';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

export interface FormFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Too large for memory: whoever was asked to keep it has it, and `bytes` is empty. */
  readonly isKept: boolean;
}

/** Takes files that are too large for memory, as they come. */
export interface FileKeeper {
  readonly memoryMax_bytes: number;
  readonly fileMax_bytes: number;
  keep(bytes: AsyncIterable<Buffer>): Promise<void>;
}

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  /** Values of a field that was given several times (check boxes), in order. */
  all(name: string): readonly string[];
  readonly file: FormFile | undefined;
}

const field_max_bytes = 65_536;
const fields_max = 50;

/** Both the check against forged requests and the handler read the form; the body itself can be read only once. */
const formOfRequest = new WeakMap<FastifyRequest, Promise<Form>>();

const keeperOfRequest = new WeakMap<FastifyRequest, FileKeeper>();

/** To be called before the form is read; other files are limited by the route's bodyMax_bytes. */
export function keepLargeFile(request: FastifyRequest, keeper: FileKeeper): void {
  keeperOfRequest.set(request, keeper);
}

/** Never undefined: a request without a form has no fields. A file larger than the route's bodyMax_bytes is refused. */
export function readForm(request: FastifyRequest): Promise<Form> {
  const known = formOfRequest.get(request);
  if (known !== undefined) return known;
  const form = request.isMultipart() ? readMultipart(request) : Promise.resolve(readFields(request.body));
  formOfRequest.set(request, form);
  return form;
}

function readFields(body: unknown): Form {
  const lists = new Map<string, readonly string[]>();
  if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body)) {
    for (const [name, value] of Object.entries(body)) lists.set(name, (Array.isArray(value) ? value : [value]).map(String));
  }
  return makeForm(lists, undefined);
}

async function readMultipart(request: FastifyRequest): Promise<Form> {
  const lists = new Map<string, string[]>();
  let file: FormFile | undefined;
  const keeper = keeperOfRequest.get(request);
  const file_max_bytes = keeper?.fileMax_bytes ?? request.routeOptions.bodyLimit;
  // One more than the keeper takes, so that it sees what is too much.
  const limits = {
    fileSize: file_max_bytes + (keeper === undefined ? 0 : 1),
    fieldSize: field_max_bytes,
    files: 1,
    fields: fields_max,
    parts: fields_max + 1,
  };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      lists.set(part.fieldname, [...(lists.get(part.fieldname) ?? []), String(part.value)]);
      continue;
    }
    const bytes = await (keeper === undefined ? part.toBuffer() : readOrKeep(part.file, keeper)).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw new AppError('too_large', 'file_too_large', {
        vi: `Tệp lớn hơn ${Math.floor(file_max_bytes / 1_048_576)} MB. Hãy chia nhỏ rồi gửi từng phần.`,
        en: `The file is larger than ${Math.floor(file_max_bytes / 1_048_576)} MB. Split it and send the parts one by one.`,
      });
    });
    if (part.filename !== '')
      file = { name: part.filename, mediaType: part.mimetype, bytes: bytes ?? Buffer.alloc(0), isKept: bytes === undefined };
  }
  return makeForm(lists, file);
}

/** Undefined = kept. */
async function readOrKeep(stream: AsyncIterable<Buffer>, keeper: FileKeeper): Promise<Buffer | undefined> {
  const pieces = stream[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  for (let total = 0; total <= keeper.memoryMax_bytes;) {
    const { value, done } = await pieces.next();
    if (done === true) return Buffer.concat(first);
    first.push(value);
    total += value.length;
  }
  await keeper.keep(joinPieces(first, pieces));
  return undefined;
}

/** What was read already, then the rest. */
export async function* joinPieces(first: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Text is normalised to NFC: one spelling of each Vietnamese letter, whatever the keyboard made. */
function makeForm(lists: ReadonlyMap<string, readonly string[]>, file: FormFile | undefined): Form {
  const clean = new Map([...lists].map(([name, values]) => [name, values.map((value) => composeText(value).replaceAll('\0', ''))]));
  return {
    fields: new Map([...clean].map(([name, values]) => [name, values[0] ?? ''])),
    all: (name) => clean.get(name) ?? [],
    file,
  };
}

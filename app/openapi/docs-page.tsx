// The description of the interface for programs as a page: what each address does, with examples that work.
import type { CaptureLimits } from '../capture-limits.ts';
import { formatCaptureSize } from '../ui/format-capture-size.ts';
import { Layout } from '../ui/layout.tsx';
import type { LayoutProps } from '../ui/layout.tsx';
import { openApiWords } from '../ui/words/openapi.ts';
import { exampleAnswers } from './example-answers-data.ts';
import type { Operation, Tag } from './operation.ts';
import { operations } from './operations.ts';
import { parameterSets } from './parameters-table.ts';
import { example_origin, templateOf } from './write-openapi.ts';

export interface DocsView {
  readonly frame: Omit<LayoutProps, 'children' | 'section'>;
  readonly origin: string;
  readonly limits: CaptureLimits;
}

const tags = [...new Set(operations.map(({ tag }) => tag))];

export function DocsPage({ frame, origin, limits }: DocsView) {
  const { lang } = frame;
  const words = openApiWords[lang];
  return (
    <Layout {...frame}>
      <div class="prose api">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <h2>{words.startTitle}</h2>
        <ul>
          {words.start(formatCaptureSize(lang, limits.atOnce ?? limits), limits.atOnce && formatCaptureSize(lang, limits)).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <p class="docs">
          {words.documents} <a href="/epcis/openapi.json">/epcis/openapi.json</a>, <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>
        </p>
        <h2>{words.contents}</h2>
        <ul class="groups">
          {tags.map((tag) => (
            <li>
              <a href={`#${tag}`}>{words.tags[tag]}</a>
            </li>
          ))}
        </ul>
        {tags.map((tag) => (
          <Group tag={tag} lang={lang} origin={origin} />
        ))}
      </div>
    </Layout>
  );
}

function Group({ tag, lang, origin }: { tag: Tag; lang: 'vi' | 'en'; origin: string }) {
  return (
    <>
      <h2 id={tag}>{openApiWords[lang].tags[tag]}</h2>
      {operations
        .filter((operation) => operation.tag === tag)
        .map((operation) => (
          <OperationPart operation={operation} lang={lang} origin={origin} />
        ))}
    </>
  );
}

function OperationPart({ operation, lang, origin }: { operation: Operation; lang: 'vi' | 'en'; origin: string }) {
  const words = openApiWords[lang];
  const [method = '', path = ''] = operation.route.split(' ');
  const parameters = listParameters(operation, words.standard);
  return (
    <>
      <h3>
        <code>
          <b>{method}</b> {templateOf(path)}
        </code>
      </h3>
      <p>{operation[lang]}</p>
      {parameters.length > 0 && (
        <p class="para">
          {words.parameters}: {parameters.join(', ')}
        </p>
      )}
      {exampleAnswers[operation.route] !== undefined && (
        <details>
          <summary>
            {words.request}: {method} {exampleAnswers[operation.route]!.url.split('?')[0]}
          </summary>
          <pre tabIndex={0}>{writeRequest(operation, origin)}</pre>
          <pre tabIndex={0}>{writeAnswer(operation, origin)}</pre>
        </details>
      )}
    </>
  );
}

/** The event query has seventy names: they are in the document. */
function listParameters({ parameters = [] }: Operation, standard: string): string[] {
  return parameters.flatMap((name) => (name === 'simpleEventQuery' ? [standard] : parameterSets[name]!.map((parameter) => parameter.name)));
}

function writeRequest({ route, example }: Operation, origin: string): string {
  const { url } = exampleAnswers[route]!;
  const lines = [`curl${route.startsWith('GET') ? '' : ` -X ${route.split(' ')[0]!}`} '${origin}${url}'`];
  if (example?.isPublic !== true) lines.push('-H "Authorization: Bearer $KEY"');
  for (const [name, value] of Object.entries(example?.headers ?? {})) lines.push(`-H '${name}: ${value}'`);
  if (example?.body !== undefined) lines.push(`-d '${writeBody(example.body)}'`);
  return lines.join(' \\\n  ');
}

function writeAnswer({ route }: Operation, origin: string): string {
  const { status, headers, body } = exampleAnswers[route]!;
  const head = [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
  const text = body === '' ? '' : `\n\n${writeBody(body)}`;
  return (head + text).replaceAll(example_origin, origin);
}

const writeBody = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body, null, 1));

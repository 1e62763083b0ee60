// The top-level resources over HTTP (EPCIS 2.0 §12.6): what there is, a page at a time, and the events below each member.
import { CANONICAL_ROOT, toEpcUrn } from '@nguon/gs1';
import type { EpcFormat } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import type { Context } from '../context.ts';
import { readEpcFormat, readJsonType } from '../epcis-headers.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { addNextListPage, readListPage } from '../paging/list-page.ts';
import { answerEventQuery } from './event-answer.ts';
import { listMembers, parameterOf, readMember } from './top-level.ts';
import type { TopLevelName } from './top-level.ts';

const context_address = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
/** All that the standard names, ours or not. */
const resources = ['capture', 'events', 'eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions', 'queries'];

const row = { method: 'GET', who: 'query', answer: 'epcis' } as const;

export const topLevelRoutes: readonly Route[] = [
  { ...row, path: '/epcis', handle: (call) => sendCollection(call, resources, {}) },
  ...(Object.keys(parameterOf) as TopLevelName[]).flatMap((name): Route[] => [
    { ...row, path: `/epcis/${name}`, handle: (call) => getMembers(call, name) },
    { ...row, path: `/epcis/${name}/:value`, handle: (call) => getMember(call, name) },
    { ...row, path: `/epcis/${name}/:value/events`, handle: (call) => getMemberEvents(call, name) },
  ]),
];

async function getMembers(call: Call, name: TopLevelName): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const page = await readListPage(call);
  const extensions = readExtensionsHeader(request.headers['gs1-extensions']);
  const epcFormat = readEpcFormat(request);
  readJsonType(request);
  const { members, last } = await listMembers(context, caller.reader, name, page.after ?? '', page.perPage);
  if (last !== undefined) addNextListPage(call, page, last);
  const isUri = name === 'epcs' || name === 'bizLocations' || name === 'readPoints';
  if (isUri) reply.header('gs1-epc-format', epcFormat);
  if (isUri && epcFormat === 'Always_EPC_URN') await context.companyPrefixes.refresh(context.now().getTime());
  return sendCollection(call, isUri ? members.map((thing) => writeThing(context, thing, epcFormat)) : members, extensions);
}

async function getMember(call: Call, name: TopLevelName): Promise<FastifyReply> {
  await readListPage(call);
  readJsonType(call.request);
  await findMember(call, name);
  return sendCollection(call, ['events'], {});
}

/** GET /epcis/events with one parameter given by the path; given once more it is repeated, and refused. */
async function getMemberEvents(call: Call, name: TopLevelName): Promise<FastifyReply> {
  const value = await findMember(call, name);
  return answerEventQuery(call, [[parameterOf[name], [value]]]);
}

/** The value of the path. Throws `not_found` where the reader sees no such member, `invalid` where it is no identifier at all. */
async function findMember({ context, caller, request }: Call, name: TopLevelName): Promise<string> {
  const { value } = request.params as { value: string };
  const extensions = readExtensionsHeader(request.headers['gs1-extensions']);
  const reading = await readMember(context, caller.reader, name, value, extensions);
  if (reading.kind === 'known') return value;
  if (reading.kind === 'malformed')
    throw new AppError('invalid', 'bad_member', {
      vi: 'Giá trị trong địa chỉ không phải là định danh hợp lệ.',
      en: 'The value in the address is no valid identifier.',
      faults: reading.faults,
      epcisException: 'QueryParameterException',
    });
  throw new AppError('not_found', 'member_not_found', {
    vi: `Trong /epcis/${name} không có giá trị này, hoặc không có sự kiện nào của nó mà bạn được xem.`,
    en: `/epcis/${name} has no such value, or no event of it that you may see.`,
    epcisException: 'NoSuchNameException',
  });
}

function writeThing(context: Context, thing: string, epcFormat: EpcFormat): string {
  // Index keys of GS1 begin with an application identifier, all others are URIs with a scheme.
  const uri = /^\d/.test(thing) ? CANONICAL_ROOT + thing : thing;
  if (epcFormat !== 'Always_EPC_URN') return uri;
  const urn = toEpcUrn(uri, context.companyPrefixes.lengthOf);
  return urn.ok ? urn.value : uri;
}

/** Members in a namespace whose prefix the client told are written with it, and the prefix stands in the context. */
function sendCollection({ request, reply }: Call, members: readonly string[], extensions: Readonly<Record<string, string>>): FastifyReply {
  const used: Record<string, string> = {};
  const written = members.map((member) => {
    const prefix = Object.keys(extensions).find((name) => member.startsWith(extensions[name]!) && member.length > extensions[name]!.length);
    if (prefix === undefined) return member;
    used[prefix] = extensions[prefix]!;
    return `${prefix}:${member.slice(extensions[prefix]!.length)}`;
  });
  const context = Object.keys(used).length === 0 ? context_address : [context_address, used];
  return reply.type(readJsonType(request)).send(JSON.stringify({ '@context': context, type: 'Collection', member: written }));
}

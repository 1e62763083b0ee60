// The world in which the visibility matrix asks: one lot with three events of different levels, and five readers.
import { randomBytes } from 'node:crypto';
import { checkDigit } from '@nguon/gs1';
import type { InjectOptions, Response } from 'light-my-request';
import { makeCsrfToken } from '../../app/access/csrf.ts';
import type { DisclosureLevel } from '../../app/access/disclosure.ts';
import { hashSessionToken } from '../../app/access/sign-in/session-cookie.ts';
import { startSession } from '../../app/access/sign-in/sign-in.ts';
import { captureDocument } from '../../app/capture/capture-document.ts';
import { changeDisclosure } from '../../app/party/change-disclosure.ts';
import { registerLink } from '../../app/links/register-link.ts';
import { registerPlace } from '../../app/party/register-place.ts';
import type { TestProduct } from '../support/test-product.ts';
import { addKey, addOrganisation, addPerson } from './people.ts';

export const readers = ['public', 'stranger', 'party', 'agency', 'owner'] as const;
export type ReaderName = (typeof readers)[number];

/** What could be seen: the three events, and the two groups of the first that not everyone sees. */
export const secrets = ['public', 'quantity', 'papers', 'chain', 'private'] as const;
export type Secret = (typeof secrets)[number];

const withCheck = (digits: string): string => digits + checkDigit(digits);
const glnOf = (number: number): string => withCheck(`95208${String(number).padStart(7, '0')}`);
const gtin = withCheck('0952080777777');
export const lotPath = `01/${gtin}/10/LO-CHUNG`;

/** Texts that give a secret away, wherever they stand in an answer. */
const tellTales: Readonly<Record<Secret, readonly string[]>> = {
  public: ['aaaaaaaa-0000-4000-8000-000000000001', 'Nơi Công Khai', glnOf(1)],
  quantity: ['7777.25', '7.777,25'],
  papers: ['don-hang-kin'],
  chain: ['aaaaaaaa-0000-4000-8000-000000000002', 'Nơi Trong Chuỗi', glnOf(2), '8888.25', '8.888,25'],
  private: ['aaaaaaaa-0000-4000-8000-000000000003', 'Nơi Riêng Tư', glnOf(3), '9999.25', '9.999,25'],
};

export function findSecrets(body: string): Secret[] {
  return secrets.filter((secret) => tellTales[secret].some((text) => body.includes(text)));
}

/** Values that addresses and forms of the matrix need. */
export interface Fixture {
  readonly ids: Readonly<Record<string, string>>;
  ask(
    reader: ReaderName,
    request: { readonly method: string; readonly url: string; readonly headers: Record<string, string>; readonly body: string | undefined },
  ): Promise<Response>;
}

export async function makeFixture(product: TestProduct): Promise<Fixture> {
  const { context } = product;
  const db = context.database.system;
  const by = { at: product.clock, actor: 'test' };
  const { rows: units } = await db.query<{ id: number }>({
    text: `insert into units (code, kind, name, valid_from) values ('80', 'province', 'Tỉnh Này', '2025-07-01'), ('79', 'province', 'Tỉnh Khác', '2025-07-01') returning id`,
  });
  const [here, elsewhere] = units.map((unit) => unit.id) as [number, number];
  const owner = await addOrganisation(product, 'chu-so-huu', { gln: glnOf(100), unit_id: here });
  const party = await addOrganisation(product, 'ben-mua', { gln: glnOf(200), unit_id: here });
  const stranger = await addOrganisation(product, 'nguoi-la', { gln: glnOf(300), unit_id: here });
  const agency = await addOrganisation(product, 'co-quan', { role: 'agency', unit_id: elsewhere });
  const waiting = await addOrganisation(product, 'cho-duyet', { unit_id: elsewhere, approved_at: null });
  const users: Partial<Record<ReaderName, number>> = {
    owner: await addPerson(product, 'chu.so.huu', { memberOf: [{ orgId: owner, role: 'owner' }] }),
    party: await addPerson(product, 'ben.mua', { memberOf: [{ orgId: party, role: 'owner' }] }),
    stranger: await addPerson(product, 'nguoi.la', { memberOf: [{ orgId: stranger, role: 'owner' }] }),
    agency: await addPerson(product, 'can.bo', { memberOf: [{ orgId: agency, role: 'officer', territoryUnitId: elsewhere }] }),
  };
  const spare = await addPerson(product, 'nguoi.thua', { memberOf: [{ orgId: owner, role: 'member' }] });
  for (const [number, name] of [
    [1, 'Nơi Công Khai'],
    [2, 'Nơi Trong Chuỗi'],
    [3, 'Nơi Riêng Tư'],
  ] as const)
    await registerPlace(db, { orgId: owner, code: `414/${glnOf(number)}`, kind: 'warehouse', name }, by);
  await db.query({
    text: `insert into products (org_id, thing, slug, name, category, published_at, search_text, created_at) values ($1, $2, 'hang-thu', 'Hàng thử', 'other', $3, 'hang thu', $3)`,
    values: [owner, `01/${gtin}`, product.clock],
  });
  const { link } = await registerLink(
    db,
    { thing: `01/${gtin}/10/LIEN-KET`, link_type: 'gs1:certificationInfo', href: 'https://chu-so-huu.example/', title: 'Giấy chứng nhận' },
    { orgId: owner, ownHosts: [] },
    by,
  );
  const captureId = await captureSecrets(product, owner);
  const { rows: events } = await db.query<{ seq: string }>({ text: `select seq from events where event_id like '%0003'` });
  await db.query({
    text: `insert into doubts (ticket, thing, code_as_given, reason, created_at) values ('NN-2222-2222', $1, $1, 'quality', $2)`,
    values: [lotPath, product.clock],
  });
  const ids = {
    lot: lotPath,
    captureId,
    seq: events[0]?.seq ?? '',
    eventId: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000002',
    chainPlace: encodeURIComponent(`https://id.gs1.org/414/${glnOf(2)}`),
    privatePlace: encodeURIComponent(`https://id.gs1.org/414/${glnOf(3)}`),
    owner: String(owner),
    waiting: String(waiting),
    spare: String(spare),
    linkId: String(link.id),
    keyId: (await addKey(product, owner, ['query'])).id,
  };
  return { ids, ask: (reader, request) => ask(product, users[reader], request) };
}

/** All three events name the buyer; each was captured while its organisation had that level. */
async function captureSecrets(product: TestProduct, orgId: number): Promise<string> {
  const all = (level: DisclosureLevel) => ({ what: level, where: level, who: level, quantity: level, documents: level, ilmd: level });
  const levels = [{ ...all('public'), quantity: 'chain', documents: 'private' }, all('chain'), all('private')] as const;
  let captureId = '';
  for (const [index, level] of levels.entries()) {
    await changeDisclosure(product.context.database.system, orgId, level, { at: product.clock, actor: 'test' });
    const event = {
      type: 'ObjectEvent',
      eventID: `urn:uuid:aaaaaaaa-0000-4000-8000-00000000000${index + 1}`,
      eventTime: `2026-11-1${index}T08:00:00+07:00`,
      eventTimeZoneOffset: '+07:00',
      action: index === 0 ? 'ADD' : 'OBSERVE',
      bizStep: ['commissioning', 'storing', 'shipping'][index],
      disposition: 'active',
      quantityList: [{ epcClass: `https://id.gs1.org/${lotPath}`, quantity: [7777.25, 8888.25, 9999.25][index], uom: 'KGM' }],
      readPoint: { id: `https://id.gs1.org/414/${glnOf(index + 1)}` },
      destinationList: [{ type: 'possessing_party', destination: `https://id.gs1.org/417/${glnOf(200)}` }],
      bizTransactionList: [{ type: 'po', bizTransaction: `urn:example:${index === 0 ? 'don-hang-kin' : 'don-hang'}` }],
    };
    const job = await captureDocument(product.context, {
      orgId,
      actor: 'test',
      source: 'document',
      mediaType: 'application/json',
      errorBehaviour: 'rollback',
      body: documentOf(event),
    });
    captureId = job.id;
  }
  return captureId;
}

export function documentOf(event: object): string {
  return JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisBody: { eventList: [event] },
  });
}

/** Each request has a session of its own, so that no request changes what the next one is. */
async function ask(product: TestProduct, userId: number | undefined, request: Parameters<Fixture['ask']>[1]): Promise<Response> {
  const headers: Record<string, string> = { ...request.headers };
  if (userId !== undefined) {
    const token = randomBytes(32).toString('base64url');
    await startSession(product.context.database.system, userId, { token, at: product.clock, device: '' });
    headers['cookie'] = `nguon-session=${token}`;
    headers['x-csrf-token'] = makeCsrfToken(product.context.config.secret, hashSessionToken(token), randomBytes(16));
  }
  const options = { method: request.method, url: request.url, headers, ...(request.body === undefined ? {} : { payload: request.body }) };
  return product.app.inject(options as InjectOptions);
}

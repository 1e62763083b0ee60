// People, organisations and keys for tests of who may see and do what, made by the product's own verbs and stores.
import { randomBytes } from 'node:crypto';
import type { InjectOptions, Response } from 'light-my-request';
import { key_random_bytes } from '../../app/access/api-keys/api-key.ts';
import type { Scope } from '../../app/access/api-keys/api-key.ts';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import { addMember, createUser } from '../../app/access/people/create-user.ts';
import type { MemberRole } from '../../app/access/people/membership-store.ts';
import { insertOrganisation } from '../../app/party/store.ts';
import type { OrganisationRow } from '../../app/party/store.ts';
import type { TestProduct } from '../support/test-product.ts';

export const test_password = 'bốn từ không liên quan';

/** A plain approved operator; `changes` makes it another. */
export async function addOrganisation(
  product: TestProduct,
  slug: string,
  changes: Partial<Omit<OrganisationRow, 'id'>> = {},
): Promise<number> {
  return insertOrganisation(product.context.database.system, {
    slug,
    legal_kind: 'enterprise',
    role: 'operator',
    name: `Cơ sở ${slug}`,
    name_en: null,
    tax_code: null,
    gln: null,
    address: '',
    unit_id: null,
    phone: null,
    website: null,
    about: '',
    about_en: '',
    image: null,
    disclosure: 0,
    approved_at: product.clock,
    closed_at: null,
    search_text: slug,
    created_at: product.clock,
    ...changes,
  });
}

export async function addKey(product: TestProduct, orgId: number, scopes: readonly Scope[]): Promise<{ id: string; key: string }> {
  const made = { id: product.context.newId(), at: product.clock, actor: 'test', random: randomBytes(key_random_bytes) };
  return createApiKey(product.context.database.system, { orgId, name: 'test', scopes }, made);
}

interface Person {
  readonly password?: string;
  readonly temporary?: boolean;
  readonly administrator?: boolean;
  readonly memberOf?: readonly { readonly orgId: number; readonly role: MemberRole; readonly territoryUnitId?: number }[];
}

export async function addPerson(product: TestProduct, login: string, person: Person = {}): Promise<number> {
  const db = product.context.database.system;
  const by = { at: product.clock, actor: 'test' };
  const userId = await createUser(
    db,
    {
      login,
      displayName: `Người ${login}`,
      password: person.password ?? test_password,
      passwordIsTemporary: person.temporary ?? false,
      isAdministrator: person.administrator ?? false,
    },
    by,
  );
  for (const membership of person.memberOf ?? []) await addMember(db, { userId, ...membership }, by);
  return userId;
}

/** Waits for what happens off a request's path; fails after two seconds. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('did not come about within two seconds');
}

/** A browser as far as these tests need one: keeps cookies, finds the token of a page's forms. */
export class Browser {
  readonly #product: TestProduct;
  readonly #cookies = new Map<string, string>();

  constructor(product: TestProduct) {
    this.#product = product;
  }

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  copy(): Browser {
    const copy = new Browser(this.#product);
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value);
    return copy;
  }

  async signIn(login: string, password = test_password): Promise<this> {
    const answer = await this.post('/dang-nhap', { login, password });
    if (answer.statusCode !== 303) throw new Error(`sign-in of ${login} failed: ${answer.statusCode}`);
    return this;
  }

  get(url: string): Promise<Response> {
    return this.#send({ method: 'GET', url, headers: { accept: 'text/html' } });
  }

  post(url: string, fields: Record<string, string>, address?: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
      ...(address === undefined ? {} : { remoteAddress: address }),
    });
  }

  /** Sends a form with one file. */
  postFile(
    url: string,
    fields: Record<string, string>,
    file: { readonly name: string; readonly fileName: string; readonly body: string | Buffer },
  ): Promise<Response> {
    const boundary = 'bien-gioi-cua-bieu-mau';
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${file.name}"; filename="${file.fileName}"\r\ncontent-type: application/json\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(parts.join('') + head), Buffer.from(file.body), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return this.#send({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, accept: 'text/html' },
    });
  }

  /** The token of the forms on a page. */
  async token(page: string): Promise<string> {
    return /name="_csrf" value="([^"]+)"/.exec((await this.get(page)).body)?.[1] ?? '';
  }

  /** Sends a form of the page as its button would. */
  async postForm(page: string, url: string, fields: Record<string, string>): Promise<Response> {
    return this.post(url, { _csrf: await this.token(page), ...fields });
  }

  async #send(request: InjectOptions & { headers: Record<string, string> }): Promise<Response> {
    const cookie = this.cookieHeader;
    const answer = await this.#product.app.inject({ ...request, headers: { ...request.headers, ...(cookie === '' ? {} : { cookie }) } });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}

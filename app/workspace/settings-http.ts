// Requests for who may see an organisation's events and who works for it.
import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { addMember, cleanLogin, createUser } from '../access/people/create-user.ts';
import { disclosureLevels, fieldGroups, unpackDisclosure } from '../access/disclosure.ts';
import type { DisclosureLevels } from '../access/disclosure.ts';
import { makeTemporaryPassword, temporary_password_bytes } from '../access/sign-in/password.ts';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { removeMember } from '../access/people/remove-member.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { changeDisclosure } from '../party/change-disclosure.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { orgIdOf } from '../access/reader.ts';
import { findDisclosure, listMembers } from './register-store.ts';
import { renderDisclosurePage, renderMembersPage, renderNewMemberPage, renderRemovePage } from './settings-page.tsx';
import type { DisclosureView, MembersView, MemberView } from './settings-page.tsx';
import { listEvents } from './store.ts';

const members_max = 500;

export const settingsRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian/quyen-xem', who: 'member', answer: 'page', handle: showDisclosure },
  { method: 'POST', path: '/khong-gian/quyen-xem', who: 'owner', answer: 'page', handle: takeDisclosure },
  {
    method: 'GET',
    path: '/khong-gian/thanh-vien',
    who: 'member',
    answer: 'page',
    handle: (call) => showMembers(call, { faults: [], typed: { login: '', name: '', role: 'member' } }, 200),
  },
  { method: 'POST', path: '/khong-gian/thanh-vien', who: 'owner', answer: 'page', handle: takeMember },
  { method: 'GET', path: '/khong-gian/thanh-vien/:userId/roi', who: 'owner', answer: 'page', handle: askRemove },
  { method: 'POST', path: '/khong-gian/thanh-vien/:userId/roi', who: 'owner', answer: 'page', handle: takeRemove },
];

async function showDisclosure(call: Call): Promise<FastifyReply> {
  const { lang } = viewPerson(call);
  const packed = await asReader(call.context.database, call.caller.reader, (db) => findDisclosure(db, orgIdOf(call.caller)));
  const done = (call.request.query as { xong?: unknown }).xong === 'disclosure' ? workspaceWords[lang].done.disclosure : undefined;
  return sendDisclosure(call, { levels: unpackDisclosure(packed), isDraft: false, done });
}

/** With the way to the previews of the latest event: what was chosen is best looked at with others' eyes. */
async function sendDisclosure(call: Call, shown: Pick<DisclosureView, 'levels' | 'isDraft' | 'done'>): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const [latest] = await asReader(context.database, caller.reader, (db) => listEvents(db, orgIdOf(caller), {}, 1));
  return sendPrivatePage(reply, renderDisclosurePage({ person: viewPerson(call), latestSeq: latest?.seq, ...shown }));
}

async function takeDisclosure(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { fields } = await readForm(request);
  const chosen = fieldGroups.map((group) => [group, disclosureLevels.find((level) => level === fields.get(group))] as const);
  if (chosen.some(([, level]) => level === undefined))
    throw new AppError('invalid', 'level_missing', {
      vi: 'Hãy chọn một mức cho từng phần.',
      en: 'Choose a level for each part.',
    });
  const levels = Object.fromEntries(chosen) as unknown as DisclosureLevels;
  if (fields.get('act') === 'preview') return sendDisclosure(call, { levels, isDraft: true, done: undefined });
  await inTransaction(context.database.system, (db) =>
    changeDisclosure(db, orgIdOf(caller), levels, { at: context.now(), actor: caller.name }),
  );
  return reply.redirect('/khong-gian/quyen-xem?xong=disclosure', 303);
}

async function listViews({ context, caller }: Call): Promise<MemberView[]> {
  const rows = await asReader(context.database, caller.reader, (db) => listMembers(db, orgIdOf(caller), members_max));
  return rows.map((row) => ({
    userId: row.user_id,
    login: row.login,
    name: row.display_name,
    role: row.role,
    hasSecondFactor: row.has_totp,
    since: row.created_at,
  }));
}

async function showMembers(call: Call, typed: Pick<MembersView, 'faults' | 'typed'>, status: number): Promise<FastifyReply> {
  const person = viewPerson(call);
  const done = (call.request.query as { xong?: unknown }).xong === 'removed' ? workspaceWords[person.lang].done.removed : undefined;
  return sendPrivatePage(call.reply, renderMembersPage({ person, members: await listViews(call), done, ...typed }), status);
}

async function takeMember(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { fields } = await readForm(request);
  const typed = {
    login: fields.get('login') ?? '',
    name: fields.get('name') ?? '',
    role: fields.get('role') === 'owner' ? 'owner' : 'member',
  } as const;
  const password = makeTemporaryPassword(randomBytes(temporary_password_bytes));
  const by = { at: context.now(), actor: caller.name };
  try {
    await inTransaction(context.database.system, async (db) => {
      const userId = await createUser(db, { login: typed.login, displayName: typed.name, password, passwordIsTemporary: true }, by);
      await addMember(db, { userId, orgId: orgIdOf(caller), role: typed.role }, by);
    });
    return sendPrivatePage(reply, renderNewMemberPage(viewPerson(call), cleanLogin(typed.login), password));
  } catch (error) {
    if (error instanceof AppError && error.details.faults !== undefined)
      return showMembers(call, { faults: error.details.faults, typed }, 400);
    throw error;
  }
}

async function getMember(call: Call): Promise<MemberView> {
  const { userId } = call.request.params as { userId: string };
  const member = (await listViews(call)).find((one) => String(one.userId) === userId);
  if (member !== undefined) return member;
  throw new AppError('not_found', 'member_unknown', {
    vi: 'Người này không thuộc tổ chức.',
    en: 'This person does not belong to the organisation.',
  });
}

async function askRemove(call: Call): Promise<FastifyReply> {
  return sendPrivatePage(call.reply, renderRemovePage(viewPerson(call), await getMember(call)));
}

async function takeRemove(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const { userId } = await getMember(call);
  await inTransaction(context.database.system, (db) =>
    removeMember(db, { orgId: orgIdOf(caller), userId }, { at: context.now(), actor: caller.name }),
  );
  return reply.redirect('/khong-gian/thanh-vien?xong=removed', 303);
}

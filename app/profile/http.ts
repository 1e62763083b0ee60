// Requests for profiles of wanted data: officers read them, administrators put versions into force and take them out.
import { PROFILE_MAX_CHARS, readProfile } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { endProfile } from './end-profile.ts';
import { importProfile } from './import-profile.ts';
import { listShippedProfiles, readShippedProfile } from './shipped-profiles.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { intakeWords } from '../ui/words/intake.ts';
import { findProfile, listProfiles } from './store.ts';
import type { ProfileRow } from './store.ts';
import { renderProfilePage, renderProfilesPage } from './profiles-page.tsx';

const profiles_max = 500;
/** Letters of a form may take three bytes each, and each byte three characters. */
const form_max_bytes = PROFILE_MAX_CHARS * 9;
const home = '/dieu-hanh/ho-so-du-lieu';

export const profileRoutes: readonly Route[] = [
  { method: 'GET', path: home, who: 'officer', answer: 'page', handle: (call) => showProfiles(call, { faults: [], typed: '' }, 200) },
  { method: 'POST', path: home, who: 'administrator', answer: 'page', bodyMax_bytes: () => form_max_bytes, handle: takeProfile },
  { method: 'GET', path: `${home}/:profileId`, who: 'officer', answer: 'page', handle: showProfile },
  { method: 'POST', path: `${home}/:profileId/ngung`, who: 'administrator', answer: 'page', handle: takeEnd },
];

async function showProfiles(call: Call, given: { faults: readonly Fault[]; typed: string }, status: number): Promise<FastifyReply> {
  const person = viewPerson(call);
  const words = intakeWords[person.lang];
  const profiles = await asReader(call.context.database, call.caller.reader, (db) => listProfiles(db, profiles_max));
  const known = new Set(profiles.map(({ name }) => name));
  const shipped = listShippedProfiles(call.context.config.rootDir).filter((name) => !known.has(name));
  const { xong } = call.request.query as { xong?: unknown };
  const done = xong === 'imported' ? words.imported : xong === 'ended' ? words.endedDone : undefined;
  return sendPrivatePage(call.reply, renderProfilesPage({ person, profiles, shipped, done, ...given }), status);
}

async function takeProfile(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { fields } = await readForm(request);
  const shipped = readShippedProfile(context.config.rootDir, fields.get('shipped') ?? '');
  const typed = shipped ?? fields.get('profile') ?? '';
  try {
    await inTransaction(context.database.system, (db) => importProfile(db, typed, { at: context.now(), actor: caller.name }));
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
    const { vi = error.code, en = error.code, faults = [] } = error.details;
    return showProfiles(call, { faults: faults.length > 0 ? faults : [{ code: error.code, path: '$.version', vi, en }], typed }, 400);
  }
  context.capture.profiles.forget();
  return reply.redirect(`${home}?xong=imported`, 303);
}

async function getProfile(call: Call): Promise<ProfileRow> {
  const { profileId } = call.request.params as { profileId: string };
  const id = /^\d{1,9}$/.test(profileId) ? Number(profileId) : 0;
  const profile = await asReader(call.context.database, call.caller.reader, (db) => findProfile(db, id));
  if (profile !== undefined) return profile;
  throw new AppError('not_found', 'profile_unknown', {
    vi: 'Không có hồ sơ dữ liệu này.',
    en: 'There is no such data profile.',
  });
}

async function showProfile(call: Call): Promise<FastifyReply> {
  const row = await getProfile(call);
  return sendPrivatePage(call.reply, renderProfilePage({ person: viewPerson(call), row, profile: readProfile(row.body).profile }));
}

async function takeEnd(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const { name, ended_at } = await getProfile(call);
  if (ended_at === null) {
    await inTransaction(context.database.system, (db) => endProfile(db, name, { at: context.now(), actor: caller.name }));
    context.capture.profiles.forget();
  }
  return reply.redirect(`${home}?xong=ended`, 303);
}

// Requests for how strictly the organisation's senders are held to the profiles. Everyone there sees it; the owner changes it.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { changeIntake } from '../capture/change-intake.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { intakeWords } from '../ui/words/intake.ts';
import { renderIntakePage } from './intake-page.tsx';
import { listProfilesInForce, listSenders } from './intake-store.ts';
import type { IntakeMode } from './intake-store.ts';
import { orgIdOf } from '../access/reader.ts';
import { readUuid } from '../uuid.ts';

const senders_max = 200;
const profiles_max = 200;

export const intakeRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian/tiep-nhan', who: 'member', answer: 'page', handle: showIntake },
  { method: 'POST', path: '/khong-gian/tiep-nhan', who: 'owner', answer: 'page', handle: takeIntake },
];

async function showIntake(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const person = viewPerson(call);
  const found = await asReader(context.database, caller.reader, async (db) => ({
    senders: await listSenders(db, orgIdOf(caller), senders_max),
    profiles: await listProfilesInForce(db, profiles_max),
  }));
  const done = (request.query as { xong?: unknown }).xong === 'intake' ? intakeWords[person.lang].saved : undefined;
  return sendPrivatePage(reply, renderIntakePage({ person, done, ...found }));
}

/** The form holds every sender under `mode` or `mode-{key}`; only what changed is written. */
async function takeIntake(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { fields } = await readForm(request);
  const orgId = orgIdOf(caller);
  const senders = await asReader(context.database, caller.reader, (db) => listSenders(db, orgId, senders_max));
  const changes = senders.flatMap(({ key_id, mode }) => {
    const given = fields.get(key_id === null ? 'mode' : `mode-${key_id}`);
    if (given === undefined) return [];
    const wanted = readMode(given, key_id !== null);
    const isSame = wanted === (mode ?? undefined) || (key_id === null && mode === null && wanted === 'lenient');
    return isSame ? [] : [{ keyId: readUuid(key_id), mode: wanted }];
  });
  await inTransaction(context.database.system, async (db) => {
    for (const { keyId, mode } of changes)
      await changeIntake(db, { orgId, mode, ...(keyId === undefined ? {} : { keyId }) }, { at: context.now(), actor: caller.name });
  });
  return reply.redirect('/khong-gian/tiep-nhan?xong=intake', 303);
}

function readMode(given: string, mayInherit: boolean): IntakeMode | undefined {
  if (given === 'strict' || given === 'lenient') return given;
  if (given === '' && mayInherit) return undefined;
  throw new AppError('invalid', 'mode_missing', {
    vi: 'Hãy chọn nhận và đánh dấu, hoặc từ chối.',
    en: 'Choose to take and mark, or to refuse.',
  });
}

// Makes a subscription as the SOAP interface asks for it: own parameters, the client's id, a schedule or our trigger (EPCIS 2.0 §8.2.5).
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import type { XmlForm } from '../query/event-writer.ts';
import { subscribe } from '../subscription/manage-subscriptions.ts';
import { getNamedQuery } from '../subscription/named-queries/manage-named-queries.ts';
import type { Subscribed } from '../subscription/manage-subscriptions.ts';
import type { Owner } from '../subscription/owning-organisation.ts';
import { readSubscriptionBody } from '../subscription/read-subscription-body.ts';
import type { SubscriptionBody } from '../subscription/read-subscription-body.ts';
import { readSoapEventQuery } from './event-query.ts';
import { refuseFaults } from './poll.ts';
import type { SoapControls, SubscribeOperation } from './read-operation.ts';

/** The one trigger there is: as soon as events are committed. */
export const commit_trigger = 'urn:nguon:epcis:trigger:commit';
const subscription_id_max_characters = 200;

export async function subscribeBySoap(
  context: Context,
  owner: Owner,
  operation: SubscribeOperation,
  form: XmlForm,
  random: Uint8Array,
): Promise<void> {
  const { queryName, parameters, subscriptionId } = operation;
  const subscribed = await readSubscribed(context, owner.orgId, operation, form);
  if (subscriptionId.length > subscription_id_max_characters)
    throw refuse('ValidationException', [fault('subscriptionID', `at most ${subscription_id_max_characters} characters are taken`)]);
  if (queryName !== 'SimpleEventQuery' && parameters.length > 0)
    throw refuse('QueryParameterException', [fault('params', 'a named query has its parameters already and takes no others')]);
  const body = readBody(context, owner.at, operation, form);
  await subscribe(
    context,
    owner,
    subscribed,
    { ...body, bodyForm: form.version === '1.2' ? 'xml-1.2' : 'xml-2.0' },
    { id: context.newId(), clientId: subscriptionId, random },
  );
}

async function readSubscribed(
  context: Context,
  orgId: number,
  { queryName, parameters }: SubscribeOperation,
  { version }: XmlForm,
): Promise<Subscribed> {
  // EPCIS 2.0 §8.2.7.2: master data are polled, nobody is told of them.
  if (queryName === 'SimpleMasterDataQuery')
    throw refuse('SubscribeNotPermittedException', [fault('queryName', 'SimpleMasterDataQuery cannot be subscribed to, only polled')]);
  if (queryName !== 'SimpleEventQuery') return { queryName: (await getNamedQuery(context, orgId, queryName)).name };
  const reading = readSoapEventQuery(parameters, version);
  refuseFaults(reading);
  return { parameters: reading.parameters };
}

/** What REST has as JSON, the same reader reads: its rules are the same. */
function readBody(context: Context, at: Date, { dest, controls }: SubscribeOperation, { version, epcFormat }: XmlForm): SubscriptionBody {
  checkControls(controls);
  const { schedule, trigger, initialRecordTime, reportIfEmpty } = controls;
  const json = {
    dest,
    ...(trigger === undefined ? {} : { stream: true }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(initialRecordTime === undefined ? {} : { initialRecordTime }),
    reportIfEmpty: reportIfEmpty === 'true' || reportIfEmpty === '1',
  };
  const format = version === '1.2' && epcFormat === 'No_Preference' ? 'Always_EPC_URN' : epcFormat;
  const { body, faults } = readSubscriptionBody(JSON.stringify(json), format, { ownHosts: context.config.webhookHosts }, at);
  if (body !== undefined) return body;
  throw refuse(faults.every(({ path }) => path === '$.dest') ? 'InvalidURIException' : 'SubscriptionControlsException', faults);
}

/** What only SOAP has: exactly one of schedule and trigger, a trigger by its URI, booleans of XML. */
function checkControls({ schedule, trigger, reportIfEmpty }: SoapControls): void {
  const faults: Fault[] = [];
  if ((schedule === undefined) === (trigger === undefined)) faults.push(fault('controls', 'exactly one of schedule and trigger is wanted'));
  if (trigger !== undefined && trigger !== commit_trigger)
    faults.push(fault('controls/trigger', `the trigger ${commit_trigger} is known here, no other`));
  if (reportIfEmpty !== undefined && !/^(?:true|false|0|1)$/.test(reportIfEmpty))
    faults.push(fault('controls/reportIfEmpty', 'true or false is wanted'));
  if (faults.length > 0) throw refuse('SubscriptionControlsException', faults);
}

/** Programs alone read these: partners of old systems, abroad for the most part. */
function fault(path: string, en: string): Fault {
  return { code: 'soap_subscribe', path, vi: en, en };
}

function refuse(epcisException: string, faults: readonly Fault[]): AppError {
  return new AppError('invalid', 'soap_subscribe', {
    vi: 'Không lập được đăng ký nhận.',
    en: 'The subscription was not made.',
    faults,
    epcisException,
  });
}

// Answers one operation of the query service: the element of its result, or a refusal.
import { NGUON_NAMESPACE } from '@nguon/epcis';
import type { Caller } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { vendor_version } from '../epcis-headers.ts';
import { AppError } from '../errors.ts';
import type { XmlForm } from '../query/event-writer.ts';
import { listQueryNames } from '../subscription/named-queries/manage-named-queries.ts';
import { getSubscriptionId, listSubscriptionIds, unsubscribe } from '../subscription/manage-subscriptions.ts';
import type { Owner } from '../subscription/owning-organisation.ts';
import { operations } from './operations.ts';
import { poll } from './poll.ts';
import type { Operation } from './read-operation.ts';
import { subscribeBySoap } from './subscribe-by-soap.ts';
import { writeMessage, writeStrings } from './write-envelope.ts';

/** Queries that every repository has. */
const predefined = ['SimpleEventQuery', 'SimpleMasterDataQuery'];

/** @param random for a subscription that is made, `seal_random_bytes` of them. */
export async function answerOperation(
  context: Context,
  caller: Caller,
  operation: Operation,
  form: XmlForm,
  random: Uint8Array,
): Promise<string> {
  const { version } = form;
  const { result } = operations[operation.name];
  switch (operation.name) {
    case 'Poll':
      return poll(context, { reader: caller.reader, orgId: caller.orgId }, operation, form);
    case 'Subscribe':
      await subscribeBySoap(context, ownerOf(context, caller), operation, form, random);
      return writeMessage(result, '', version);
    case 'Unsubscribe': {
      const owner = ownerOf(context, caller);
      await unsubscribe(context, owner, await getSubscriptionId(context, owner.orgId, operation.subscriptionId));
      return writeMessage(result, '', version);
    }
    case 'GetSubscriptionIDs':
      return writeStrings(result, await listSubscriptionIds(context, ownerOf(context, caller).orgId, operation.queryName), version);
    case 'GetQueryNames': {
      const own = caller.orgId === undefined ? [] : await listQueryNames(context, caller.orgId);
      return writeStrings(result, [...predefined, ...own], version);
    }
    case 'GetStandardVersion':
      return writeMessage(result, version, version);
    case 'GetVendorVersion':
      // EPCIS 2.0 §8.2.5: a URI of the vendor where there are extensions; ours are elements of this namespace, of this version.
      return writeMessage(result, NGUON_NAMESPACE + vendor_version.split(' ')[1]!, version);
  }
}

/** The public may poll; subscriptions belong to an organisation. */
function ownerOf(context: Context, { orgId, name }: Caller): Owner {
  if (orgId === undefined)
    throw new AppError('unauthenticated', 'sign_in_first', {
      vi: 'Đăng ký nhận thuộc về một tổ chức: hãy gửi kèm khóa API của tổ chức.',
      en: 'Subscriptions belong to an organisation: send an API key of yours.',
    });
  return { orgId, actor: name, at: context.now() };
}

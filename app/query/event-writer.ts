// How stored events are written for an answer: as JSON, or as XML 2.0 or 1.2, identifiers and words in the form asked for.
import { writeEvent } from '@nguon/epcis';
import type { EpcFormat, WriteOptions, WrittenEvent } from '@nguon/epcis';
import { writeXmlEvent } from '@nguon/epcis/xml';
import type { CbvXmlFormat, WrittenXmlEvent, XmlVersion } from '@nguon/epcis/xml';
import type { Context } from '../context.ts';

/** Writes the body of a stored event; what is withheld is not in the result. */
export type WriteStored<Written> = (body: string, stored: Pick<WriteOptions, 'eventId' | 'recordTime' | 'withheld'>) => Written;

export async function openJsonWriter(context: Context, epcFormat: EpcFormat): Promise<WriteStored<WrittenEvent>> {
  await refreshPrefixes(context, epcFormat === 'Always_EPC_URN');
  const prefixLength = context.companyPrefixes.lengthOf;
  return (body, stored) => writeEvent(body, { ...stored, epcFormat, prefixLength, context: 'hoisted' });
}

/** An event in XML with the id under which it is kept, to tell which one XML 1.2 cannot express. */
export type IdentifiedXmlEvent = WrittenXmlEvent & { readonly eventId: string | undefined };

export interface XmlForm {
  readonly version: XmlVersion;
  readonly epcFormat: EpcFormat;
  readonly cbvFormat: CbvXmlFormat;
}

export async function openXmlWriter(context: Context, form: XmlForm): Promise<WriteStored<IdentifiedXmlEvent>> {
  await refreshPrefixes(context, form.epcFormat === 'Always_EPC_URN' || (form.version === '1.2' && form.epcFormat === 'No_Preference'));
  const prefixLength = context.companyPrefixes.lengthOf;
  return (body, stored) => ({ ...writeXmlEvent(body, { ...form, ...stored, prefixLength }), eventId: stored.eventId });
}

async function refreshPrefixes(context: Context, needsUrns: boolean): Promise<void> {
  if (needsUrns) await context.companyPrefixes.refresh(context.now().getTime());
}

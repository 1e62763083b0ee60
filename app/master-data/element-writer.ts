// Brings vocabulary elements to the identifiers of an answer: Digital Links or EPC URNs, as events have them in the same form.
import { formatIdentifier } from '@nguon/epcis';
import type { EpcFormat, MasterDataElement } from '@nguon/epcis';
import type { XmlVersion } from '@nguon/epcis/xml';
import type { Context } from '../context.ts';
import type { VocabularyElement } from './store.ts';

/** `version`: EPCIS 1.2 knows EPC URNs only, so that no preference means them. */
export interface ElementForm {
  readonly epcFormat: EpcFormat;
  readonly version: XmlVersion;
}

export async function openElementWriter(
  context: Context,
  { epcFormat, version }: ElementForm,
): Promise<(element: VocabularyElement) => MasterDataElement> {
  const format = version === '1.2' && epcFormat === 'No_Preference' ? 'Always_EPC_URN' : epcFormat;
  if (format === 'Always_EPC_URN') await context.companyPrefixes.refresh(context.now().getTime());
  const inForm = (id: string): string => formatIdentifier(id, { epcFormat: format, prefixLength: context.companyPrefixes.lengthOf });
  return ({ vocabulary, id, attributes, children }) => ({
    type: vocabulary,
    id: inForm(id),
    attributes,
    children: children.map(inForm),
  });
}

// The pre-hash string of events that bulk-event.ts makes, whose values stand in canonical form already (CBV 2.0 §8.9). Pure.
import type { EventFields, Json } from '../story/story.ts';

const cbv = 'https://ref.gs1.org/cbv/';
const voc = 'https://gs1.org/voc/';
const ilmd_namespace = '{urn:epcglobal:cbv:mda:}';

const utc = (time: string): string => new Date(time).toISOString();
const list = (value: Json | undefined): readonly EventFields[] => (value ?? []) as unknown as readonly EventFields[];
const plain = (name: string, value: Json | undefined): string => (value === undefined ? '' : `${name}=${value as string}`);

function sorted(name: string, parts: string[]): string {
  return parts.length === 0 ? '' : name + (parts.length === 1 ? parts[0]! : parts.sort().join(''));
}

const epcs = (name: string, value: Json | undefined): string =>
  value === undefined
    ? ''
    : sorted(
        name,
        (value as readonly string[]).map((epc) => `epc=${epc}`),
      );

const quantities = (name: string, value: Json | undefined): string =>
  sorted(
    name,
    list(value).map(
      (element) =>
        `quantityElement${plain('epcClass', element['epcClass'])}${plain('quantity', element['quantity'])}${plain('uom', element['uom'])}`,
    ),
  );

const pairs = (name: string, member: string, kind: 'BTT' | 'SDT', value: Json | undefined): string =>
  sorted(
    name,
    list(value).map((pair) => `type=${cbv}${kind}-${pair['type'] as string}${plain(member, pair[member])}`),
  );

const place = (name: string, value: Json | undefined): string =>
  value === undefined ? '' : `${name}id=${(value as EventFields)['id'] as string}`;

function report(fields: EventFields): string {
  const names = ['minValue', 'maxValue', 'meanValue', 'uom'] as const;
  return `sensorReporttype=${voc}${fields['type'] as string}${names.map((name) => plain(name, fields[name])).join('')}`;
}

function sensors(value: Json | undefined): string {
  return sorted(
    'sensorElementList',
    list(value).map((element) => {
      const metadata = element['sensorMetadata'] as EventFields;
      return (
        `sensorElementsensorMetadatastartTime=${utc(metadata['startTime'] as string)}endTime=${utc(metadata['endTime'] as string)}` +
        plain('deviceID', metadata['deviceID']) +
        sorted('', list(element['sensorReport']).map(report))
      );
    }),
  );
}

const ilmd = (value: Json | undefined): string =>
  value === undefined
    ? ''
    : sorted(
        'ilmd',
        Object.entries(value as EventFields).map(([key, text]) => `${ilmd_namespace}${key.slice('cbvmda:'.length)}=${text as string}`),
      );

/** Equal to the reader's own string for these events; the test of this folder holds the two against each other. */
export function prehashBulk(event: EventFields): string {
  return (
    `eventType=${event['type'] as string}eventTime=${utc(event['eventTime'] as string)}eventTimeZoneOffset=+07:00` +
    plain('parentID', event['parentID']) +
    epcs('epcList', event['epcList']) +
    epcs('childEPCs', event['childEPCs']) +
    quantities('quantityList', event['quantityList']) +
    quantities('inputQuantityList', event['inputQuantityList']) +
    quantities('outputQuantityList', event['outputQuantityList']) +
    plain('action', event['action']) +
    `bizStep=${cbv}BizStep-${event['bizStep'] as string}disposition=${cbv}Disp-${event['disposition'] as string}` +
    place('readPoint', event['readPoint']) +
    place('bizLocation', event['bizLocation']) +
    sensors(event['sensorElementList']) +
    pairs('bizTransactionList', 'bizTransaction', 'BTT', event['bizTransactionList']) +
    pairs('destinationList', 'destination', 'SDT', event['destinationList']) +
    ilmd(event['ilmd']) +
    pairs('sourceList', 'source', 'SDT', event['sourceList'])
  );
}

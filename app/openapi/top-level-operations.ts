// The top-level resources in the description of the interface: three rows for each.
import type { Operation, Words } from './operation.ts';

const json = ['application/ld+json', 'application/json'];

interface Resource extends Words {
  readonly name: string;
  /** In an address. */
  readonly member: string;
  readonly headers: readonly string[];
}

const item = encodeURIComponent('https://id.gs1.org/01/09520001000010/21/A1');
const place = encodeURIComponent('https://id.gs1.org/414/9520001000041');

const resources: readonly Resource[] = [
  { name: 'eventTypes', member: 'ObjectEvent', headers: [], vi: 'loại sự kiện', en: 'event types' },
  { name: 'epcs', member: item, headers: ['GS1-EPC-Format'], vi: 'mã vật phẩm (EPC)', en: 'EPCs' },
  { name: 'bizSteps', member: 'shipping', headers: [], vi: 'bước nghiệp vụ', en: 'business steps' },
  { name: 'bizLocations', member: place, headers: ['GS1-EPC-Format'], vi: 'địa điểm của hàng (bizLocation)', en: 'business locations' },
  { name: 'readPoints', member: place, headers: ['GS1-EPC-Format'], vi: 'điểm ghi nhận (readPoint)', en: 'read points' },
  { name: 'dispositions', member: 'in_transit', headers: [], vi: 'trạng thái', en: 'dispositions' },
];

export const topLevelOperations: readonly Operation[] = resources.flatMap(({ name, member, headers, vi, en }): Operation[] => [
  {
    route: `GET /epcis/${name}`,
    tag: 'topLevel',
    vi: `Các ${vi} trong những sự kiện mà bạn được xem.`,
    en: `The ${en} of the events that you may see.`,
    parameters: ['perPage', 'nextPageToken', 'GS1-Extensions', ...headers],
    answer: { status: 200, schema: 'Collection', types: json, headers: ['Link', 'GS1-Next-Page-Token-Expires', ...headers] },
    example: { url: `/epcis/${name}?perPage=2`, isPublic: true },
  },
  {
    route: `GET /epcis/${name}/:value`,
    tag: 'topLevel',
    vi: `Có giá trị này trong ${vi} không; bên dưới có gì.`,
    en: `Whether the value is among the ${en}, and what lies below it.`,
    parameters: ['GS1-Extensions'],
    answer: { status: 200, schema: 'Collection', types: json },
    refusals: [404],
    ...(name === 'epcs' ? { example: { url: `/epcis/${name}/${member}`, isPublic: true } } : {}),
  },
  {
    route: `GET /epcis/${name}/:value/events`,
    tag: 'topLevel',
    vi: `Sự kiện của một giá trị: truy vấn sự kiện với tham số của ${vi} định sẵn.`,
    en: `Events of one value: the event query with the parameter of the ${en} fixed.`,
    parameters: ['simpleEventQuery', 'eventFormat'],
    answer: {
      status: 200,
      schema: 'EPCISQueryDocument',
      types: [...json, 'application/xml'],
      headers: ['Link', 'GS1-Next-Page-Token-Expires', 'GS1-EPC-Format', 'GS1-CBV-XML-Format'],
    },
    refusals: [404, 413],
    ...(name === 'epcs' ? { example: { url: `/epcis/${name}/${member}/events?perPage=1`, isPublic: true } } : {}),
  },
]);

// Reads what a partner sent and adds the limits of the store: sizes that its indexes hold, times that can be true.
import { readDocument } from '@nguon/epcis';
import type { DocumentReading, EpcisEvent, EventReading } from '@nguon/epcis';
import { readXmlDocument } from '@nguon/epcis/xml';
import { isXmlType } from '../answer-form.ts';
import type { Fault } from '../errors.ts';

export const json_depth_max = 64;
/** Faults kept with a job and shown in an answer; the total is always told. */
export const faults_max = 200;
/** Two such texts in one row stay below the 2,704 bytes of a PostgreSQL index entry; URIs are ASCII. */
const identifier_max_characters = 1_000;
const document_things_max = 100_000;
/** An honest document of 8 MB holds a third of that; many more would hold the thread for seconds before they are counted. */
const document_strings_max = 500_000;
/** Clocks may be wrong by a time zone; what lies further ahead has not happened, and would stay "the latest" for years. */
const ahead_max_ms = 86_400_000;
const earliest_ms = Date.UTC(1900, 0, 1);

export interface ReadCaptureOptions {
  readonly eventsMax: number;
  readonly extensions: Readonly<Record<string, string>> | undefined;
  readonly now: Date;
  /** Media type of what was sent: XML by its name, all else is JSON. */
  readonly mediaType: string;
}

/**
 * As `readDocument`; an event beyond a limit of the store comes back without its value, with the faults.
 * @param take is given each sound event in turn, and the reading holds their values no more.
 */
export function readCapture(text: string, options: ReadCaptureOptions, take?: (sound: SoundReading) => void): DocumentReading {
  const { eventsMax, extensions, now, mediaType } = options;
  const isXml = isXmlType(mediaType);
  if (hasTooManyStrings(text, isXml ? '<' : '"'))
    return { kind: undefined, events: [], masterData: [], warnings: [], faults: [tooManyStrings], faultsTotal: 1 };
  const read = isXml ? readXmlDocument : readDocument;
  const limits = { eventsMax, depthMax: json_depth_max, faultsMax: faults_max };
  const own = extensions === undefined ? {} : { extensions };
  if (take === undefined) {
    const reading = read(text, limits, own);
    return limitReading(reading, { now, isXml }, findTooManyThings(countThings(reading.events)));
  }
  let things = 0;
  let added = 0;
  const each = (given: EventReading): EventReading => {
    if (given.event === undefined) return given;
    things += given.event.things.length;
    const beyond = findFaults(given.event, given.path, now);
    added += beyond.length;
    if (beyond.length > 0) return withFaults(given, beyond);
    take({ event: given.event, index: given.index, path: given.path });
    return { ...given, event: undefined };
  };
  const reading = read(text, limits, { ...own, each });
  return limitReading({ ...reading, faultsTotal: reading.faultsTotal + added }, { now, isXml }, findTooManyThings(things));
}

export interface SoundReading extends Pick<EventReading, 'index' | 'path'> {
  readonly event: EpcisEvent;
}

const withFaults = (reading: EventReading, beyond: readonly Fault[]): EventReading => ({
  ...reading,
  event: undefined,
  faults: [...reading.faults, ...beyond.slice(0, faults_max)],
});

/** Adds the limits of the store to what was read; `more`: faults of the document as a whole. */
export function limitReading(
  reading: DocumentReading,
  { now, isXml }: { readonly now: Date; readonly isXml: boolean },
  more: readonly Fault[] = [],
): DocumentReading {
  const faults = [
    ...more,
    ...reading.masterData.flatMap(({ type, id }) =>
      findLong(
        [
          [type, ''],
          [id, ''],
        ],
        isXml ? '/EPCISHeader/extension/EPCISMasterData' : '$.epcisHeader.epcisMasterData',
      ),
    ),
  ];
  let added = faults.length;
  const events = reading.events.map((read): EventReading => {
    const beyond = read.event === undefined ? [] : findFaults(read.event, read.path, now);
    added += beyond.length;
    return beyond.length === 0 ? read : withFaults(read, beyond);
  });
  return added === 0
    ? reading
    : { ...reading, events, faults: [...reading.faults, ...faults.slice(0, faults_max)], faultsTotal: reading.faultsTotal + added };
}

const tooManyStrings: Fault = {
  code: 'too_many_things',
  path: '$',
  vi: `Tài liệu có hơn ${document_strings_max} chuỗi. Hãy chia thành nhiều tài liệu.`,
  en: `The document holds more than ${document_strings_max} strings. Split it.`,
};

/** Counts the marks that stand twice for a text, quotation marks or tags: quicker by far than reading. */
function hasTooManyStrings(text: string, mark: '"' | '<'): boolean {
  if (text.length < 2 * document_strings_max) return false;
  let marks = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) if (++marks > 2 * document_strings_max) return true;
  return false;
}

const countThings = (events: readonly EventReading[]): number => events.reduce((sum, { event }) => sum + (event?.things.length ?? 0), 0);

function findTooManyThings(total: number): Fault[] {
  if (total <= document_things_max) return [];
  return [
    {
      code: 'too_many_things',
      path: '$',
      vi: `Tài liệu nêu ${total} mã, giới hạn là ${document_things_max}. Hãy chia thành nhiều tài liệu.`,
      en: `The document names ${total} identifiers, the limit is ${document_things_max}. Split it.`,
    },
  ];
}

function findFaults(event: EpcisEvent, path: string, now: Date): Fault[] {
  const texts: (readonly [string | undefined, string])[] = [
    [event.type, '.type'],
    [event.eventId, '.eventID'],
    [event.bizStep, '.bizStep'],
    [event.disposition, '.disposition'],
    [event.transformationId, '.transformationID'],
    [event.readPoint?.thing, '.readPoint'],
    [event.bizLocation?.thing, '.bizLocation'],
    [event.errorDeclaration?.reason, '.errorDeclaration.reason'],
  ];
  for (const list of ['set', 'unset'] as const)
    for (const word of event.persistentDisposition?.[list] ?? []) texts.push([word, `.persistentDisposition.${list}`]);
  for (const { id } of event.things) if (id.thing.length > identifier_max_characters) texts.push([id.thing, '']);
  return [...findLong(texts, path), ...findWrongTimes(event, path, now)];
}

/** A field of an event whose own place is a JSON path or, from XML, an XPath. */
export function placeOf(path: string, field: string): string {
  return path.startsWith('/') ? path + field.replaceAll('.', '/') : path + field;
}

function findLong(texts: readonly (readonly [string | undefined, string])[], path: string): Fault[] {
  return texts.flatMap(([text, field]): Fault[] =>
    text === undefined || text.length <= identifier_max_characters
      ? []
      : [
          {
            code: 'identifier_too_long',
            path: placeOf(path, field),
            vi: `Mã "${text.slice(0, 40)}…" dài ${text.length} ký tự (tính cả phần @context thêm vào), giới hạn là ${identifier_max_characters}. Hãy dùng mã ngắn hơn.`,
            en: `The identifier "${text.slice(0, 40)}…" has ${text.length} characters (what its @context adds included), the limit is ${identifier_max_characters}. Use a shorter one.`,
          },
        ],
  );
}

function findWrongTimes(event: EpcisEvent, path: string, now: Date): Fault[] {
  const times: (readonly [number | undefined, string])[] = [
    [event.eventTime_ms, '.eventTime'],
    [event.errorDeclaration?.declarationTime_ms, '.errorDeclaration.declarationTime'],
  ];
  return times.flatMap(([time_ms, field]): Fault[] => {
    if (time_ms === undefined) return [];
    if (time_ms > now.getTime() + ahead_max_ms)
      return [
        {
          code: 'time_in_future',
          path: placeOf(path, field),
          vi: 'Thời điểm này còn ở tương lai (quá một ngày so với đồng hồ hệ thống). Sự kiện chỉ ghi việc đã xảy ra: hãy kiểm tra ngày, năm và múi giờ.',
          en: 'This time lies in the future (more than a day ahead of our clock). Events tell what has happened: check the date, the year and the offset.',
        },
      ];
    if (time_ms >= earliest_ms) return [];
    return [
      {
        code: 'time_too_early',
        path: placeOf(path, field),
        vi: 'Thời điểm này trước năm 1900. Hãy kiểm tra lại năm.',
        en: 'This time lies before the year 1900. Check the year.',
      },
    ];
  });
}

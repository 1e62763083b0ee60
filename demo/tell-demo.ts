// The whole demo province as documents: who captured what, when, in the order in which the portal came to know it.
import { tellBanhTrang } from './chains/banh-trang.ts';
import { tellMangCau } from './chains/mang-cau.ts';
import { tellMuoiTom } from './chains/muoi-tom.ts';
import { tellSauRieng } from './chains/sau-rieng.ts';
import { tellThanhLong } from './chains/thanh-long.ts';
import { createStory, hour_ms, vietnamTime } from './story/story.ts';
import type { EventFields, ToldEvent } from './story/story.ts';

export interface DemoDocument {
  /** Slug of the capturing organisation. */
  readonly by: string;
  readonly recorded_ms: number;
  readonly events: number;
  /** EPCIS 2.0 JSON document. */
  readonly body: string;
}

/** Own words of the demo's events: growing area, tree, reason of a recall. */
export const demoVocabulary = 'https://nguon.example/tn/';

export function tellDemo(now_ms: number): readonly ToldEvent[] {
  const story = createStory(now_ms);
  tellMangCau(story);
  tellBanhTrang(story);
  tellMuoiTom(story);
  tellThanhLong(story);
  tellSauRieng(story);
  return story.events;
}

/** People send what they wrote down at the end of the morning, the afternoon, the evening, the night. */
const part_of_day_ms = 6 * hour_ms;

/** One document for each organisation and part of a day in which it wrote something down. */
export function demoDocuments(now_ms: number): DemoDocument[] {
  const groups = new Map<string, ToldEvent[]>();
  for (const told of tellDemo(now_ms)) {
    const key = `${told.by} ${Math.floor(told.recorded_ms / part_of_day_ms)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [told]);
    else group.push(told);
  }
  return [...groups.values()].map(toDocument).sort((a, b) => a.recorded_ms - b.recorded_ms);
}

function toDocument(told: ToldEvent[]): DemoDocument {
  const inOrder = [...told].sort((a, b) => a.recorded_ms - b.recorded_ms);
  const recorded_ms = inOrder.at(-1)!.recorded_ms;
  const document: EventFields = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { tn: demoVocabulary }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: vietnamTime(recorded_ms),
    epcisBody: { eventList: inOrder.map(({ event }) => event) },
  };
  return { by: inOrder[0]!.by, recorded_ms, events: told.length, body: JSON.stringify(document) };
}

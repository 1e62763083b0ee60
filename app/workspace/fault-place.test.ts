// Paths of faults in words: the event that a person counts to, the line that an editor shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayFaultPlace } from './fault-place.ts';

const say = (path: string, place: { line?: number; column?: number } = {}, lang: 'vi' | 'en' = 'vi'): string =>
  sayFaultPlace({ code: 'x', path, vi: '', en: '', ...place }, lang);

test('the place of a fault is said as people count', () => {
  for (const [path, place, vi, en] of [
    ['$.epcisBody.eventList[0].action', {}, 'Sự kiện thứ 1', 'Event 1'],
    ['$.epcisBody.queryResults.resultsBody.eventList[1199]', {}, 'Sự kiện thứ 1.200', 'Event 1,200'],
    [
      '/epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/action',
      { line: 7, column: 3 },
      'ObjectEvent thứ 2, dòng 7, cột 3',
      'ObjectEvent 2, line 7, column 3',
    ],
    [
      '/e:EPCISDocument/EPCISBody/EventList/extension[2]/TransformationEvent[1]',
      { line: 9 },
      'TransformationEvent, dòng 9, cột 1',
      'TransformationEvent, line 9, column 1',
    ],
    ['/epcis:EPCISDocument/EPCISBody/EventList/*[281]', {}, 'Sự kiện thứ 281', 'Event 281'],
    ['$', {}, 'Cả tài liệu', 'The whole document'],
    ['/', { line: 12 }, 'Cả tài liệu, dòng 12, cột 1', 'The whole document, line 12, column 1'],
    ['$.epcisHeader.epcisMasterData', {}, '', ''],
  ] as const)
    assert.deepEqual([say(path, place), say(path, place, 'en')], [vi, en], path);
});

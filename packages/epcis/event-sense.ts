// Rules that no schema states: whether the fields of an event make sense together. All are warnings, as GS1's texts advise.
import { CONTAINER_STEP_ACTIONS, STEP_ACTIONS, STEP_CONTRADICTS } from './cbv-sense.ts';
import { readMeasure } from './exact-number.ts';
import type { EpcisEvent, ThingInEvent } from './event.ts';
import { thingRoles as R } from './event.ts';
import { FIELD_NUMBERS as F } from './event-fields.ts';
import type { ReadScope } from './read-scope.ts';
import { findSensorUnit } from './sensor-units.ts';
import { readTime } from './time.ts';

type Event = Omit<EpcisEvent, 'body'>;

/** Kinds of unit in which goods are counted out (EPCIS 2.0 §7.3.3.3: length, area, volume, mass). */
const GOODS_KINDS: ReadonlySet<string> = new Set(['length', 'area', 'volume', 'mass']);

/** Looks at an event without faults. */
export function checkEventSense(scope: ReadScope, event: Event): void {
  checkStep(scope, event);
  checkTimes(scope, event);
  checkThings(scope, event);
  if (event.type === 'TransformationEvent') checkBalance(scope, event);
}

/** `word` is a CBV word or a URI of the sender's own, so the tables are asked by own keys only. */
const rowOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

function checkStep(scope: ReadScope, { type, bizStep, action, disposition }: Event): void {
  if (bizStep === undefined) return;
  const contradicted = disposition === undefined ? undefined : rowOf(STEP_CONTRADICTS, bizStep);
  if (disposition !== undefined && contradicted?.includes(disposition) === true)
    scope.warn('disposition_contradicts_step', 'disposition', { got: disposition, want: bizStep });
  if (action === undefined || type === 'TransactionEvent') return;
  const container = type === 'AggregationEvent' || type === 'AssociationEvent';
  const actions = rowOf(container ? CONTAINER_STEP_ACTIONS : STEP_ACTIONS, bizStep);
  if (actions?.includes(action) === false) scope.warn('action_contradicts_step', 'action', { got: action, want: bizStep });
}

function checkTimes(scope: ReadScope, { tree: { fields }, eventTime_ms, errorDeclaration, eventId }: Event): void {
  const recordTime = fields[F.recordTime];
  const recorded_ms = typeof recordTime === 'string' ? readTime(recordTime) : undefined;
  if (typeof recorded_ms === 'number' && recorded_ms < eventTime_ms) scope.warn('record_before_event', 'recordTime');
  if (errorDeclaration === undefined) return;
  const { declarationTime_ms, reason, correctiveEventIds } = errorDeclaration;
  if (declarationTime_ms < eventTime_ms) scope.warn('declaration_before_event', 'errorDeclaration');
  if (eventId !== undefined && correctiveEventIds.includes(eventId)) scope.warn('corrects_itself', 'errorDeclaration');
  if (reason === 'did_not_occur' && correctiveEventIds.length > 0) scope.warn('corrects_what_did_not_occur', 'errorDeclaration');
}

const QUANTITY_FIELDS: Readonly<Record<number, string>> = {
  [R.quantityClass]: 'quantityList',
  [R.childClass]: 'childQuantityList',
  [R.inputClass]: 'inputQuantityList',
  [R.outputClass]: 'outputQuantityList',
};
const EPC_FIELDS: Readonly<Record<number, string>> = {
  [R.epc]: 'epcList',
  [R.childEpc]: 'childEPCs',
  [R.inputEpc]: 'inputEPCList',
  [R.outputEpc]: 'outputEPCList',
};

/** Instances in lists of classes and classes in lists of instances (§7.3.3), a thing inside itself, units for goods. */
function checkThings(scope: ReadScope, { things }: Event): void {
  let parent: string | undefined;
  for (const thing of things) {
    const { id, role, text, uom } = thing;
    if (role === R.parent) parent = id.thing;
    else if (role === R.childEpc && id.thing === parent) scope.warn('inside_itself', 'childEPCs', { got: text });
    const quantityField = QUANTITY_FIELDS[role];
    if (quantityField !== undefined) {
      if (isInstance(id.thing)) scope.warn('instance_as_class', quantityField, { got: text });
      if (uom !== undefined) checkGoodsUnit(scope, quantityField, uom);
    } else if (id.key === '01') {
      const field = EPC_FIELDS[role];
      if (field !== undefined && !isInstance(id.thing)) scope.warn('class_as_instance', field, { got: text });
    }
  }
}

/** By the canonical form: a serial number (21) or the third-party one (235) makes a GTIN an instance; an SSCC always is one. */
const isInstance = (thing: string): boolean => (thing.startsWith('01/') ? /\/(?:21|235)\//.test(thing) : thing.startsWith('00/'));

function checkGoodsUnit(scope: ReadScope, field: string, uom: string): void {
  const kind = findSensorUnit(uom)?.kind;
  if (kind === undefined) scope.warn('quantity_unit_unknown', field, { got: uom });
  else if (!GOODS_KINDS.has(kind)) scope.warn('quantity_unit_kind', field, { got: uom });
}

/**
 * What comes out of a transformation cannot weigh more than what went in. Said only where every input and output is told by
 * mass, and the event is whole by itself: with a transformationID other events may hold the rest.
 */
function checkBalance(scope: ReadScope, { things, transformationId }: Event): void {
  if (transformationId !== undefined) return;
  const input = sumMass(things, R.inputEpc, R.inputClass);
  const output = sumMass(things, R.outputEpc, R.outputClass);
  // A thousandth is what scales differ by.
  if (input !== undefined && output !== undefined && output > input * 1.001)
    scope.warn('transformation_gains', 'outputQuantityList', { got: output, want: input });
}

/** In kilograms; undefined where one thing has no mass. Enough for a warning: never stored. */
function sumMass(things: readonly ThingInEvent[], epc: number, epcClass: number): number | undefined {
  let sum = 0;
  let counted = 0;
  for (const { role, quantity, uom } of things) {
    if (role === epc) return undefined;
    if (role !== epcClass) continue;
    const measure = quantity === undefined || uom === undefined ? undefined : readMeasure(quantity, uom, false);
    if (measure?.kind !== 'mass') return undefined;
    sum += Number(measure.amount.numerator) / Number(measure.amount.denominator);
    counted += 1;
  }
  return counted === 0 ? undefined : sum;
}

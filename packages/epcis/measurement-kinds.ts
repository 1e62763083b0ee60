// What each measurement type is measured in: its quantity kinds (GS1 Web Vocabulary; UN/CEFACT Recommendation 20 units).
import { findSensorUnit } from './sensor-units.ts';

/** Kinds that are not the type's own name in small letters; several where units of both are in use. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  AbsoluteHumidity: ['density'],
  Altitude: ['length'],
  AmountOfSubstance: ['amount of substance'],
  AmountOfSubstancePerUnitVolume: ['amount per volume'],
  // Turning is told in revolutions as often as in angles.
  AngularVelocity: ['angular velocity', 'frequency'],
  Count: ['proportion'],
  Dimensionless: ['proportion'],
  ElectricCurrentDensity: ['current density'],
  ElectricFieldStrength: ['electric field'],
  MassConcentration: ['density'],
  MassFlowRate: ['mass flow'],
  MassPerAreaTime: ['mass per area and time'],
  MemoryCapacity: ['memory'],
  MolalityOfSolute: ['molality'],
  RadiantFlux: ['power'],
  RelativeHumidity: ['proportion'],
  VolumeFlowRate: ['volume flow'],
  VolumeFraction: ['proportion'],
  // Volume through an area in a time: a speed.
  VolumetricFlux: ['speed'],
};

/** `RadiantIntensity` → `radiant intensity`. */
const ownKind = (type: string): string => type.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

/** The quantity kinds of a measurement type, by its bare word (`Temperature`). */
export function listMeasurementKinds(type: string): readonly string[] {
  return (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) ?? [ownKind(type)];
}

/** Whether a value of this type can be in this unit; undefined where the unit is not in the table of sensor units. */
export function fitsMeasurement(type: string, unit: string): boolean | undefined {
  const found = findSensorUnit(unit);
  return found === undefined ? undefined : listMeasurementKinds(type).includes(found.kind);
}

// Enters units, organisations, places and people of the demo province by the verbs that users' forms call.
import { tayNinhUnits, vietnamDay } from '@nguon/vn';
import { addMember, createUser } from '../app/access/people/create-user.ts';
import type { By } from '../app/access/record-act.ts';
import { packDisclosure } from '../app/access/disclosure.ts';
import type { Db } from '../app/db.ts';
import { approveOrganisation } from '../app/party/approve-organisation.ts';
import { importUnits } from '../app/party/import-units.ts';
import { registerOrganisation } from '../app/party/register-organisation.ts';
import { registerPlace } from '../app/party/register-place.ts';
import { findUnitByCode } from '../app/party/unit-store.ts';
import { gln, taxCode } from './keys.ts';
import { demoOrganisations } from './province/operators.ts';
import { demoPassword, demoPeople } from './province/people.ts';
import { demoPlaces } from './province/places.ts';

export type OrgIds = ReadonlyMap<string, number>;

/** Makers differ in what they show: the cooperative shows quantities too, the exporter keeps its partners to the chain. */
const disclosures: Readonly<Record<string, number>> = {
  demo: packDisclosure({ what: 'public', where: 'public', who: 'public', quantity: 'public', documents: 'chain', ilmd: 'public' }),
  'trai-cay-song-vam': packDisclosure({
    what: 'public',
    where: 'public',
    who: 'chain',
    quantity: 'chain',
    documents: 'private',
    ilmd: 'public',
  }),
};

/** `drawings`: paths of pictures by their names. Returns the ids of the organisations by their slugs. */
export async function loadRegister(db: Db, by: By, drawings: ReadonlyMap<string, string>): Promise<OrgIds> {
  await importUnits(db, tayNinhUnits, by);
  const today = vietnamDay(by.at);
  const unitIdOf = async (code: string): Promise<number> => {
    const unit = await findUnitByCode(db, code, today);
    if (unit === undefined) throw new Error(`no unit ${code} on ${today}`);
    return unit.id;
  };
  const orgIds = new Map<string, number>();
  for (const { number, unit, image, ...organisation } of demoOrganisations) {
    const disclosure = disclosures[organisation.slug];
    const { id } = await registerOrganisation(
      db,
      {
        ...organisation,
        gln: gln(number, 0),
        unitId: await unitIdOf(unit),
        // A person's tax code is personal data: individuals of the demo have none.
        ...(organisation.legalKind === 'individual' ? {} : { taxCode: taxCode(number), phone: `02760000${number}` }),
        ...(image === undefined ? {} : { image: drawings.get(image) }),
        ...(disclosure === undefined ? {} : { disclosure }),
      },
      by,
    );
    await approveOrganisation(db, id, by);
    orgIds.set(organisation.slug, id);
  }
  for (const { org, key, unit, ...place } of demoPlaces.values()) {
    await registerPlace(db, { ...place, orgId: orgIdOf(orgIds, org), code: key, unitId: await unitIdOf(unit) }, by);
  }
  await loadPeople(db, by, orgIds, unitIdOf);
  return orgIds;
}

async function loadPeople(db: Db, by: By, orgIds: OrgIds, unitIdOf: (code: string) => Promise<number>): Promise<void> {
  for (const { login, displayName, isAdministrator, member, officer } of demoPeople) {
    const userId = await createUser(
      db,
      { login, displayName, password: demoPassword, passwordIsTemporary: false, isAdministrator: isAdministrator ?? false, isDemo: true },
      by,
    );
    if (member !== undefined) await addMember(db, { userId, orgId: orgIdOf(orgIds, member.org), role: member.role }, by);
    if (officer !== undefined)
      await addMember(
        db,
        { userId, orgId: orgIdOf(orgIds, officer.org), role: 'officer', territoryUnitId: await unitIdOf(officer.territory) },
        by,
      );
  }
}

export function orgIdOf(orgIds: OrgIds, slug: string): number {
  const id = orgIds.get(slug);
  if (id === undefined) throw new Error(`no demo organisation ${slug}`);
  return id;
}

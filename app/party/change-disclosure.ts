// An organisation decides who sees its events from now on; what was captured before keeps the level it had.
import { packDisclosure } from '../access/disclosure.ts';
import type { DisclosureLevels } from '../access/disclosure.ts';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { markOrganisationDisclosure } from './store.ts';

export async function changeDisclosure(db: Db, orgId: number, levels: DisclosureLevels, by: By): Promise<void> {
  await markOrganisationDisclosure(db, orgId, packDisclosure(levels));
  await recordAct(db, by, { orgId, act: 'change_disclosure', subject: `organisation:${orgId}`, details: { ...levels } });
}

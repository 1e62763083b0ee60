// `npm run -s nguon -- <command>`: the table of commands. A new command is one file here and one line in the table.
import { stopOnSignals } from '../app/stop-on-signals.ts';
import { aliasAdd } from './alias-add.ts';
import { aliasList } from './alias-list.ts';
import { aliasWithdraw } from './alias-withdraw.ts';
import { budget } from './budget.ts';
import { buildLink } from './build-link.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { convert } from './convert.ts';
import { doctor } from './doctor.ts';
import { hash } from './hash.ts';
import { keyCreate } from './key-create.ts';
import { keyList } from './key-list.ts';
import { keyRevoke } from './key-revoke.ts';
import { linkImport } from './link-import.ts';
import { load } from './load.ts';
import { memberAdd } from './member-add.ts';
import { memberRemove } from './member-remove.ts';
import { migrateCommand } from './migrate.ts';
import { monthAttach } from './month-attach.ts';
import { monthDetach } from './month-detach.ts';
import { monthList } from './month-list.ts';
import { orgClose } from './org-close.ts';
import { orgCreate } from './org-create.ts';
import { orgList } from './org-list.ts';
import { parseLink } from './parse-link.ts';
import { passwordReset } from './password-reset.ts';
import { prefixAdd } from './prefix-add.ts';
import { prefixEnd } from './prefix-end.ts';
import { prefixList } from './prefix-list.ts';
import { profileCheck } from './profile-check.ts';
import { profileEnd } from './profile-end.ts';
import { profileImport } from './profile-import.ts';
import { profileList } from './profile-list.ts';
import { profileShow } from './profile-show.ts';
import { runCommandLine } from './run-command-line.ts';
import { secondFactorEnd } from './second-factor-end.ts';
import { sessionEnd } from './session-end.ts';
import { openTerminal } from './terminal.ts';
import { unitImport } from './unit-import.ts';
import { userCreate } from './user-create.ts';
import { userDisable } from './user-disable.ts';
import { userEnable } from './user-enable.ts';
import { userList } from './user-list.ts';
import { validate } from './validate.ts';

const commands: readonly Command[] = [
  keyCreate,
  keyList,
  keyRevoke,
  userCreate,
  userList,
  userDisable,
  userEnable,
  memberAdd,
  memberRemove,
  passwordReset,
  secondFactorEnd,
  sessionEnd,
  orgCreate,
  orgList,
  orgClose,
  prefixAdd,
  prefixEnd,
  prefixList,
  profileList,
  profileShow,
  profileImport,
  profileEnd,
  profileCheck,
  linkImport,
  aliasAdd,
  aliasWithdraw,
  aliasList,
  unitImport,
  parseLink,
  buildLink,
  check,
  migrateCommand,
  monthList,
  monthDetach,
  monthAttach,
  convert,
  hash,
  validate,
  load,
  budget,
  doctor,
];

// Without a listener a signal would end the process without its `exit` event, and leave the command's own database running.
stopOnSignals(process, () => undefined);

process.exitCode = await runCommandLine(commands, process.argv.slice(2), openTerminal(process.stdout, process.stderr));

// The application's way to connect to the launched database, as fields and as one URL.
import type { Secret } from './keep-secret.ts';
import type { ServerAddress } from './read-pid-file.ts';
import { applicationName } from './store.ts';

/** Usable by `pg.Pool` and `pg.Client` as it is; `host` may be the folder of a Unix socket. */
export interface DatabaseConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string;
  readonly ssl: false;
}

export function connectionTo(address: ServerAddress, secret: Secret): DatabaseConnection {
  const { host, port } = address;
  return { host, port, user: applicationName, database: applicationName, password: secret.application, ssl: false };
}

/** The superuser's; never for the product itself. */
export function administratorConnectionTo({ host, port }: ServerAddress, secret: Secret): DatabaseConnection {
  return { host, port, user: 'postgres', database: 'postgres', password: secret.superuser, ssl: false };
}

/** A folder stands in the place of the host, percent-encoded, as libpq and `pg` read it. */
export function urlOf({ host, port, user, database, password }: DatabaseConnection): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
}

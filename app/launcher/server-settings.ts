// Works out PostgreSQL's settings for this machine and writes them as a configuration file.
import assert from 'node:assert/strict';
import type { ServerAddress } from './read-pid-file.ts';

const MB = 1024 * 1024;

/** What the launcher itself decides; a caller's setting of these names would break it. */
const reserved = new Set([
  'data_directory',
  'config_file',
  'hba_file',
  'ident_file',
  'listen_addresses',
  'port',
  'unix_socket_directories',
  'unix_socket_permissions',
  'external_pid_file',
  'logging_collector',
  'log_directory',
  'nguon.launch',
]);

/** @param memory_bytes what this machine (or container) has. */
export function chooseSettings(memory_bytes: number, own: Readonly<Record<string, string>>): Record<string, string> {
  const share = (part: number, least_MB: number, most_MB: number): string =>
    `${Math.round(Math.min(most_MB, Math.max(least_MB, (memory_bytes * part) / MB)))}MB`;
  for (const name of Object.keys(own)) assert(/^[a-z_.]+$/.test(name) && !reserved.has(name), `setting not allowed: ${name}`);
  return {
    max_connections: '100',
    // A statement locks each month of events and its indexes: beyond the first so many of a connection the table of all locks is asked.
    max_locks_per_transaction: '512',
    shared_buffers: share(1 / 4, 64, 1024),
    effective_cache_size: share(1 / 2, 128, 65_536),
    work_mem: share(1 / 512, 4, 32),
    maintenance_work_mem: share(1 / 32, 32, 512),
    // An acknowledged event must survive a power cut.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    checkpoint_timeout: '15min',
    max_wal_size: '4GB',
    random_page_cost: '1.1',
    jit: 'off',
    autovacuum_naptime: '10s',
    // A killed application leaves sessions behind: notice within seconds that nobody listens any more.
    client_connection_check_interval: '5s',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Seven files, one for each day of the week; no values of rows in them (personal data).
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    ...own,
  };
}

/** The text of the configuration file. `mark` lets a later start see whether a running server has these very settings. */
export function writeSettings(settings: Readonly<Record<string, string>>, address: ServerAddress, mark: string): string {
  const onSocket = address.host !== '127.0.0.1';
  const all = {
    ...settings,
    listen_addresses: onSocket ? '' : address.host,
    port: String(address.port),
    // A list of folders: quoted twice, once as a name in the list and once as a value.
    unix_socket_directories: onSocket ? `"${address.host.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    logging_collector: 'on',
    log_directory: 'log',
    'nguon.launch': mark,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`);
  return `# Written by Nguồn at each start; changes made here are lost.\n${lines.join('\n')}\n`;
}

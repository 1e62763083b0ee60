// The EPC binary schemes without company prefix length, `+` and `++`, as data.
// Facts of GS1 TDS 2.3 (October 2025), table 14-1, 14.5.3 and the coding tables of 14.6, in our own form.

export interface PlusScheme {
  /** Header of the scheme, and of its `++` form, which carries a host name after the identifier. */
  readonly header: number;
  readonly hostHeader: number;
  readonly name: string;
  /** Identifiers that follow the filter value, key first. */
  readonly ais: readonly string[];
  /** A date stands before the key. */
  readonly dated: boolean;
}

export const PLUS_SCHEMES: readonly PlusScheme[] = [
  { header: 0xf7, hostHeader: 0xfd, name: 'SGTIN+', ais: ['01', '21'], dated: false },
  { header: 0xfb, hostHeader: 0xfc, name: 'DSGTIN+', ais: ['01', '21'], dated: true },
  { header: 0xf9, hostHeader: 0xef, name: 'SSCC+', ais: ['00'], dated: false },
  { header: 0xf2, hostHeader: 0xe9, name: 'SGLN+', ais: ['414', '254'], dated: false },
  { header: 0xf1, hostHeader: 0xeb, name: 'GRAI+', ais: ['8003'], dated: false },
  { header: 0xfa, hostHeader: 0xee, name: 'GIAI+', ais: ['8004'], dated: false },
  { header: 0xf4, hostHeader: 0xe7, name: 'GSRN+', ais: ['8018'], dated: false },
  { header: 0xf5, hostHeader: 0xe8, name: 'GSRNP+', ais: ['8017'], dated: false },
  { header: 0xf6, hostHeader: 0xea, name: 'GDTI+', ais: ['253'], dated: false },
  { header: 0xf0, hostHeader: 0xe6, name: 'CPI+', ais: ['8010', '8011'], dated: false },
  { header: 0xf8, hostHeader: 0xec, name: 'SGCN+', ais: ['255'], dated: false },
  { header: 0xf3, hostHeader: 0xed, name: 'ITIP+', ais: ['8006', '21'], dated: false },
];

/** Identifiers of the date type indicators 0 to 6 of the dated scheme (14.5.3). */
export const DATE_TYPES = ['11', '13', '15', '16', '17', '7006', '7007'] as const;

// What every conformance set is given.

export interface RunOptions {
  /** Folder with the corpora (`epcis`, `apps`, …). */
  readonly corpus: string;
  /** Only the checks that need no running product. */
  readonly pure: boolean;
  /** A product that runs already; undefined = the set starts one on a folder of its own. */
  readonly running: { readonly url: string; readonly key: string } | undefined;
}

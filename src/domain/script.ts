/** A script of ours as the compile step leaves it for the browser. */

export type Script = {
  /** Its name holds a hash of its bytes, so that it may be kept for ever; the service worker's is always the same. */
  readonly file: string;
  readonly code: string;
};

export type Scripts = {
  /** The worksheet's page. */
  readonly worksheet: Script;
  /** The request for a consultation: takes the worksheet along. */
  readonly attach: Script;
  /** The service worker of the worksheet's page. */
  readonly offline: Script;
};

/** Where scripts are served. */
export const SCRIPTS_PATH = "/scripts";

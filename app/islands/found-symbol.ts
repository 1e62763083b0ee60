// What reading a picture brings: the symbols found in it, and the function that finds them.

/** One symbol found in a picture. */
export interface FoundSymbol {
  /** What it holds, behind its AIM symbology identifier (`]E0`, `]C1`, …); separators are ASCII 29. */
  readonly text: string;
  /** Bars are misread now and then: they must be seen twice. */
  readonly isLinear: boolean;
  /** Distance of its middle from the picture's, in widths of the picture. */
  readonly offCentre: number;
}

/** quick: a picture of the camera; thorough: every third of them; photo: there is no second picture. */
export type Effort = 'quick' | 'thorough' | 'photo';

/** The bytes of the picture are given away. */
export type Decode = (image: ImageData, effort: Effort) => Promise<readonly FoundSymbol[]>;

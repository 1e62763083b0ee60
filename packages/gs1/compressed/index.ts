// Public face of @nguon/gs1/compressed: EPC-binary compression of Digital Links both ways, the older compression read.

export { compressLink } from './compress-link.ts';
export type { Compressed, CompressOptions } from './compress-link.ts';
export type { CompressionCode, CompressionFault, CompressionResult } from './compression-fault.ts';
export { decompressLink, isEpcCompressed, isLegacyCompressed } from './decompress-link.ts';
export type { Decompressed } from './decompress-link.ts';

// Gives the memory behind bytes back at once.

/**
 * For large pieces that nobody reads any more: the collector sees only the small object that stands for one, lets tens of megabytes
 * gather, and then looks through all that is alive for them. Pieces of a shared pool are left alone.
 */
export function releaseMemory({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

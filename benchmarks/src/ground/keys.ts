import { randomBytes } from 'node:crypto';

let last = 0;

/** So many UUIDs of version 7, as complaints have: in the order of time, so that indexes grow at their end. */
export function keys(count: number): string[] {
  return Array.from({ length: count }, () => {
    last = Math.max(last + 1, Date.now() * 4_096);
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Math.floor(last / 4_096), 0, 6);
    bytes.writeUInt16BE(0x7000 | (last % 4_096), 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  });
}

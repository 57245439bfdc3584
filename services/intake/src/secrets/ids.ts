import { randomUUID } from 'node:crypto';
import { randomly } from './random.js';

/**
 * A complaint's id. Time-ordered (UUIDv7, RFC 9562 §5.7) so that new rows stand together in every index; random (v4) for a
 * secret complaint, whose id must not tell when it came. The clock only orders rows, it decides nothing.
 */
export function newComplaintId(secret: boolean): string {
  return secret ? randomUUID() : uuidv7(Date.now());
}

function uuidv7(milliseconds: number): string {
  const random = randomly(10);
  random.writeUInt8((random.readUInt8(0) & 0x0f) | 0x70, 0);
  random.writeUInt8((random.readUInt8(2) & 0x3f) | 0x80, 2);
  const time = milliseconds.toString(16).padStart(12, '0');
  const rest = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

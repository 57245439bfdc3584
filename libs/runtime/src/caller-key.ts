import { createHmac, randomBytes } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** How long two requests of one address can be told to be one caller's; then nobody can, we included. */
const KEY_LIFETIME_MILLISECONDS = 60 * 60 * 1_000;
const KEY_BYTES = 32;
/** 96 bits: no two of a million callers meet, and a header of it stays short. */
const CALLER_BYTES = 12;
/** One household, office or machine has a whole /64 of IPv6 and changes addresses within it as it likes (RFC 6177, RFC 8981). */
const IPV6_PREFIX_PARTS = 4;

/**
 * Tells callers apart without knowing them: HMAC-SHA-256 of the network address under a random key that exists in this
 * process' memory only and is thrown away each hour. From a caller's key nobody finds the address – also not by trying all
 * of IPv4, for want of the key – and the same address is somebody new an hour later and in the next process.
 */
export class CallerKeys {
  readonly #now: () => number;
  #key = randomBytes(KEY_BYTES);
  #madeAt: number;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#madeAt = now();
  }

  /** The key of whoever speaks from this address, as `request.ip` has it; 16 characters of base64url. */
  of(address: string): string {
    if (this.#now() - this.#madeAt >= KEY_LIFETIME_MILLISECONDS) this.#renew();
    const whole = createHmac('sha256', this.#key).update(networkOf(address)).digest();
    return whole.subarray(0, CALLER_BYTES).toString('base64url');
  }

  #renew(): void {
    this.#key.fill(0);
    this.#key = randomBytes(KEY_BYTES);
    this.#madeAt = this.#now();
  }
}

/** IPv4 as it is, also where it comes dressed as IPv6; of IPv6 the first 64 bits. What is no address is one caller. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'no address';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, IPV6_PREFIX_PARTS).join(':') : parsed.toString();
}

import { timingSafeEqual } from 'node:crypto';
import { TOTP } from 'otpauth';
import { demoOfficers, type DemoOfficer } from '../demo-officers.js';

/** What every officer of a trial shares; made once a data folder, printed by npm start. */
export interface DemoSecrets {
  readonly password: string;
  /** Base32, for an authenticator app. */
  readonly secondFactor: string;
}

/** Six digits, new every 30 seconds (RFC 6238), as authenticator apps expect. */
export function secondFactorOf({ secondFactor }: DemoSecrets): TOTP {
  return new TOTP({ issuer: 'Tuntas', label: 'demo', secret: secondFactor });
}

/** The officer of this name and password, or nobody. */
export function byPassword(username: string, password: string, secrets: DemoSecrets): DemoOfficer | undefined {
  const [given, right] = [Buffer.from(password), Buffer.from(secrets.password)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return demoOfficers.find((officer) => officer.username === username);
}

/** One step early or late is taken: phones are slow, and so are people. */
export function isSecondFactor(code: string, secrets: DemoSecrets): boolean {
  return /^\d{6}$/.test(code) && secondFactorOf(secrets).validate({ token: code, window: 1 }) !== null;
}

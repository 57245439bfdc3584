import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';
import { cutQuoted } from './safe-error.js';

/** Nest's own lines. Routes and modules told at start are for whoever looks for a fault, so `log` becomes `debug`. */
@Injectable()
export class NestLog extends Logger {
  override log(message: unknown, ...optionalParams: unknown[]): void {
    super.debug(message, ...optionalParams);
  }

  /** An error that Nest hands on as text has lost its class; what it quotes is cut as in `safeError`. */
  override error(message: unknown, ...optionalParams: unknown[]): void {
    super.error(typeof message === 'string' ? cutQuoted(message) : message, ...optionalParams);
  }
}

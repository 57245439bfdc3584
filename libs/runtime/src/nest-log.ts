import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** Nest tells every route and module at start as `log`; that is for whoever looks for a fault, so it becomes `debug`. */
@Injectable()
export class NestLog extends Logger {
  override log(message: unknown, ...optionalParams: unknown[]): void {
    super.debug(message, ...optionalParams);
  }
}

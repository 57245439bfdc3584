import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type DatabaseOptions } from './database.js';

/** The service's database as a Nest provider, open before anything that asks for it. */
@Module({})
class PostgresModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Nest calls this last, after HTTP, consumers and hooks were stopped. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

export function postgres(options: DatabaseOptions): DynamicModule {
  return {
    module: PostgresModule,
    global: true,
    providers: [{ provide: Database, useFactory: async () => Database.open(options) }],
    exports: [Database],
  };
}

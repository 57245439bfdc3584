import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type DatabaseOptions } from './database.js';
import { refuseMightyLogin } from './roles.js';

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
    providers: [{ provide: Database, useFactory: async () => opened(options) }],
    exports: [Database],
  };
}

async function opened(options: DatabaseOptions): Promise<Database> {
  const database = await Database.open(options);
  try {
    await refuseMightyLogin(database.sql);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

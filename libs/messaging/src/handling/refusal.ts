import { isTransient, type Problem } from '@tuntas/runtime';

/** Why this work can never be done as it is; nothing when it was done. Throws what passes by itself. */
export async function refusal(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (isTransient(error)) throw error;
    return reasonOf(error);
  }
}

/** Never the message of an error: it may carry a citizen's words. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'constraint' in error && typeof error.constraint === 'string') {
    return `refused by the database: ${error.constraint}`;
  }
  return `refused by the database (${(error as Problem).code ?? (error as Error).name})`;
}

/** The code or name of what a decision threw; nothing when it decided. */
export function reasonWhy(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as Problem).code ?? (error as Error).name;
  }
}

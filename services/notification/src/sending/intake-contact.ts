import { language } from '@tuntas/events';
import { type PrivateTokenKey, Problem, type ServiceClient, serviceClient } from '@tuntas/runtime';
import { z } from 'zod';

const contact = z.object({ language, email: z.string().optional(), secret: z.boolean() });

/** How a complainant is reached, as intake says at this moment; never kept. */
export type Contact = z.output<typeof contact>;

/** Asks intake, which alone knows who told a complaint. */
export class IntakeContacts {
  readonly #intake: ServiceClient;

  constructor(baseUrl: string, key: PrivateTokenKey) {
    this.#intake = serviceClient({ service: 'intake', baseUrl, key });
  }

  /** `gone` when the identity was erased, which cancels what was still to be said. Throws `unavailable` when intake is away. */
  async of(complaintId: string): Promise<Contact | 'gone'> {
    try {
      return await this.#intake.call({
        path: `/api/internal/complaints/${complaintId}/contact`,
        route: '/api/internal/complaints/:id/contact',
        schema: contact,
      });
    } catch (error) {
      if (error instanceof Problem && error.code === 'identity-erased') return 'gone';
      throw error;
    }
  }
}

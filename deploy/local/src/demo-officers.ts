import { role as roles, type Role } from '@tuntas/events';

/** An officer of a trial, as the provider knows one: who it is. What this person may do stands in demo/posts.csv. */
export interface DemoOfficer {
  /** What the provider calls this person for ever; posts name it. */
  readonly subject: string;
  readonly username: string;
  readonly name: string;
}

/** Invented people, one a role. */
const names: Readonly<Record<Role, string>> = {
  'national-desk': 'Nadia Hapsari',
  inspectorate: 'Bambang Irawan',
  coordinator: 'Siti Rahma',
  liaison: 'Yusuf Lamada',
  validator: 'Dewi Anggraini',
  leader: 'Hendra Wijaya',
  oversight: 'Ratna Kusuma',
  auditor: 'Agus Pranoto',
};

/** The same at the local provider and in the realm of deploy/keycloak. */
export const demoOfficers: readonly DemoOfficer[] = roles.options.map((role) => ({
  subject: `demo-${role}`,
  username: role,
  name: names[role],
}));

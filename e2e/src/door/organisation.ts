export interface Agency {
  readonly code: string;
  readonly name: string;
}

export interface Unit {
  readonly code: string;
  readonly agency: string;
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

interface Lists {
  readonly agencies: Agency;
  readonly units: Unit;
  readonly areas: Area;
}

/** All rows of one list of the organisation, as everybody may read them. */
export async function organisationOf<Name extends keyof Lists>(portal: string, name: Name): Promise<Lists[Name][]> {
  const response = await fetch(`${portal}/api/organisation/${name}`);
  if (!response.ok) throw new Error(`The list of ${name} answered ${response.status}.`);
  return ((await response.json()) as { items: Lists[Name][] }).items;
}

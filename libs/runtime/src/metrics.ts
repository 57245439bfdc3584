import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of this process. Label values come from closed sets: never an id, never what a person wrote. */
export const registry = new Registry();

interface Declaration<Label extends string> {
  /** Without the prefix; unit last: `relay_batch_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

/** Declares a counter once per process; declared again it is the same one. */
export function counter<Label extends string = never>({ name, help, labels = [] }: Declaration<Label>): Counter<Label> {
  return once(name, (full) => new Counter({ name: full, help, labelNames: [...labels], registers: [registry] }));
}

/** `collect`, where given, is called when the metrics are read; it must not wait for anything. */
export function gauge<Label extends string = never>(
  { name, help, labels = [] }: Declaration<Label>,
  collect?: (gauge: Gauge<Label>) => void,
): Gauge<Label> {
  return once(
    name,
    (full) =>
      new Gauge({
        name: full,
        help,
        labelNames: [...labels],
        registers: [registry],
        ...(collect && {
          collect(this: Gauge<Label>) {
            collect(this);
          },
        }),
      }),
  );
}

/** Seconds by default: from half a millisecond to ten seconds. */
const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function histogram<Label extends string = never>({
  name,
  help,
  labels = [],
  buckets = secondsBuckets,
}: Declaration<Label> & { readonly buckets?: readonly number[] }): Histogram<Label> {
  return once(
    name,
    (full) =>
      new Histogram({ name: full, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] }),
  );
}

/** Process, memory, garbage collection and event loop, named as Prometheus' dashboards expect them. */
export function collectProcessMetrics(): void {
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry });
}

function once<M>(name: string, make: (full: string) => M): M {
  const full = `tuntas_${name}`;
  const existing = registry.getSingleMetric(full) as M | undefined;
  return existing ?? make(full);
}

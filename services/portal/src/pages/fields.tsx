import type { ComponentChildren, JSX } from 'preact';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  /** Said behind the label of what may stay empty. */
  readonly optional?: string;
  readonly children: (describedBy: {
    'aria-describedby': string | undefined;
    'aria-invalid': 'true' | undefined;
  }) => JSX.Element;
}

/** A field with its label, hint and fault, tied together for those who hear the page. */
export function Field({ id, label, hint, fault, optional, children }: FieldProps): JSX.Element {
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={fault === undefined ? 'field' : 'field faulty'}>
      <label for={id}>
        {label} {optional !== undefined && <span class="optional">({optional})</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {children({
        'aria-describedby': described || undefined,
        'aria-invalid': fault === undefined ? undefined : 'true',
      })}
    </div>
  );
}

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly label: string;
  readonly hint?: string;
}

/** A radio button or check box whose whole row can be tapped. */
export function Choice({ type, name, value, checked, label, hint }: ChoiceProps): JSX.Element {
  const id = `${name}-${value}`;
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface SummaryProps {
  readonly title: string;
  readonly hint: string;
  readonly faults: readonly { readonly field?: string; readonly sentence: string }[];
}

/** All faults above the form, each a link to its field; the focus starts here. */
export function FaultSummary({ title, hint, faults }: SummaryProps): JSX.Element {
  return (
    <div class="summary" role="alert" tabIndex={-1} autofocus>
      <h2>{title}</h2>
      <ul>
        {faults.map(({ field, sentence }) => (
          <li>{field === undefined ? sentence : <a href={`#${field}`}>{sentence}</a>}</li>
        ))}
      </ul>
      <p>{hint}</p>
    </div>
  );
}

/** A form that carries a code to a page of its own: in the body, since codes stand in no address. */
export function CodeForm({
  action,
  code,
  children,
}: {
  readonly action: string;
  readonly code: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <form method="post" action={action} class="inline">
      <input type="hidden" name="code" value={code} />
      {children}
    </form>
  );
}

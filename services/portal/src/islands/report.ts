/**
 * The one island of the citizens' pages: a draft on this device, a counter, and a button that sends once. The page works
 * without it; everything here may fail, since storage can be full, forbidden or gone.
 */
const KEPT = 'tuntas.draft';
const kept = ['text', 'place'] as const;
/** As MOST_TEXT_CHARACTERS of libs/events; intake is the one that decides. */
const MOST_CHARACTERS = 10_000;
/** The counter speaks when it begins to matter, not at every key. */
const COUNTED_FROM = 500;

const form = document.querySelector<HTMLFormElement>('form[data-draft]');
if (form) enliven(form);
if (document.querySelector('[data-sent]')) forget();

type Written = HTMLInputElement | HTMLTextAreaElement;

function enliven(form: HTMLFormElement): void {
  const fields = kept.map((name) => form.elements.namedItem(name) as Written);
  const counter = note(form, 'counter');
  restore(fields);
  const follow = () => {
    const length = Array.from(fields[0]?.value ?? '').length;
    const left = (form.dataset['left'] ?? '').replace('{n}', String(MOST_CHARACTERS - length));
    const saved = keep(form, fields) ? (form.dataset['kept'] ?? '') : '';
    counter.textContent = [length >= COUNTED_FROM ? left : '', saved].filter(Boolean).join(' · ');
  };
  form.addEventListener('input', follow);
  form.addEventListener('change', follow);
  dropButton(form, fields, follow);
  sendOnce(form);
}

/** A secret report leaves no trace on a device; an empty one has none to leave. */
function keep(form: HTMLFormElement, fields: readonly Written[]): boolean {
  const secret = new FormData(form).get('who') === 'secret';
  const written = fields.map(({ value }) => value);
  if (secret || written.every((value) => value === '')) {
    forget();
    return false;
  }
  try {
    localStorage.setItem(KEPT, JSON.stringify(written));
    return true;
  } catch {
    return false;
  }
}

/** What the server sent with the page comes first. */
function restore(fields: readonly Written[]): void {
  try {
    const written: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    if (!Array.isArray(written)) return;
    for (const [at, field] of fields.entries()) {
      const draft: unknown = written[at];
      if (field.value === '' && typeof draft === 'string') field.value = draft;
    }
  } catch {
    forget();
  }
}

function forget(): void {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Where nothing can be stored, nothing is left behind.
  }
}

function dropButton(form: HTMLFormElement, fields: readonly Written[], follow: () => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet';
  button.textContent = form.dataset['drop'] ?? '';
  button.addEventListener('click', () => {
    for (const field of fields) field.value = '';
    follow();
    fields[0]?.focus();
  });
  form.append(button);
}

/** The second tap of a double tap does nothing; whoever comes back to the page can send again. */
function sendOnce(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>('.send');
  const words = button?.textContent ?? '';
  const set = (sending: boolean) => {
    if (!button) return;
    button.setAttribute('aria-disabled', String(sending));
    button.textContent = sending ? (form.dataset['sending'] ?? words) : words;
  };
  form.addEventListener('submit', (event) => {
    if (button?.getAttribute('aria-disabled') === 'true') event.preventDefault();
    else set(true);
  });
  addEventListener('pageshow', () => set(false));
}

function note(form: HTMLFormElement, name: string): HTMLElement {
  const line = document.createElement('p');
  line.className = `hint ${name}`;
  line.setAttribute('role', 'status');
  form.querySelector('[name=text]')?.after(line);
  return line;
}

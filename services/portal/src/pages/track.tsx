import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { Page, type Setting } from './page.js';
import { TrackForm } from './track-form.js';

export function trackPage(
  { fault, written = '' }: { fault?: string | undefined; written?: string },
  setting: Setting,
): JSX.Element {
  const { track } = pageWords(setting.language);
  return (
    <Page setting={setting} title={track.title}>
      <h1>{track.title}</h1>
      <TrackForm setting={setting} fault={fault} written={written} />
      <p class="hint">{track.lost}</p>
    </Page>
  );
}

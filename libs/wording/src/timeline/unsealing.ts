import type { Role } from '@tuntas/events';
import { capital, type InEach } from '../language.js';
import { actorLabels } from '../labels.js';
import { type LinesOf, nothing, type TimelineType } from './line.js';

type Unsealing = 'identity-unsealing-asked' | 'identity-unsealing-agreed' | 'identity-unsealed';
type By = { readonly by: Role };

/** Who opened the identity of an anonymous complainant: for that complainant, and for officers. */
export const unsealingLines: LinesOf<Extract<TimelineType, `complaint.${Unsealing}`>> = {
  'complaint.identity-unsealing-asked': (data, { yours }) => (yours ? askedLine(data) : nothing),
  'complaint.identity-unsealing-agreed': (data, { yours }) => (yours ? agreedLine(data) : nothing),
  'complaint.identity-unsealed': (data, { yours }) => (yours ? unsealedLine(data) : nothing),
};

export const askedLine = ({ by }: By): InEach<string> => ({
  id: `${capital(actorLabels[by].id)} meminta membuka identitas pelapor.`,
  en: `${capital(actorLabels[by].en)} asked to open the identity of the complainant.`,
});

export const agreedLine = ({ by }: By): InEach<string> => ({
  id: `${capital(actorLabels[by].id)} setuju identitas itu dibuka.`,
  en: `${capital(actorLabels[by].en)} agreed to open that identity.`,
});

export const unsealedLine = ({ by }: By): InEach<string> => ({
  id: `${capital(actorLabels[by].id)} membaca identitas pelapor.`,
  en: `${capital(actorLabels[by].en)} read the identity of the complainant.`,
});

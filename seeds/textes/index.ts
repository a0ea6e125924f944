/** Every texte a fresh installation knows, earlier versions included. A jurist approves each before production. */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { GAPD_AV, RA } from './avances-acomptes.js';
import { DOU_CE, DOU_OD, ICPE } from './douane-environnement.js';
import { ADV_EN, BID_EN, CONTRE_GARANTIES, PERF_EN, WARR_EN } from './export.js';
import { FOUR, P1799 } from './paiement.js';
import { IMMO, TT } from './reglementees.js';
import { RG_PRIV, RG_PRIV_SNSO, RG_PRIV_V1 } from './retenue-privee.js';
import { GAPD_RG, RG_PUB, RG_PUB_SNSO } from './retenue-publique.js';
import { BF, SOUM } from './soumission-bonne-fin.js';
import { ST, ST_SNSO, ST_V1 } from './sous-traitance.js';
import { GFA, VOY } from './voyages-achevement.js';

export const TEXTES: readonly TexteVersion[] = [
  SOUM,
  RG_PRIV_V1,
  RG_PRIV,
  RG_PRIV_SNSO,
  RG_PUB,
  RG_PUB_SNSO,
  GAPD_RG,
  GAPD_AV,
  RA,
  BF,
  ST_V1,
  ST,
  ST_SNSO,
  FOUR,
  P1799,
  BID_EN,
  ADV_EN,
  PERF_EN,
  WARR_EN,
  ...CONTRE_GARANTIES,
  DOU_CE,
  DOU_OD,
  TT,
  IMMO,
  VOY,
  GFA,
  ICPE,
];

/** The frame of the pages, drawn once for the same menus and insurer; what is one person's own is put in at each page. */
import { escape, html, type Html } from './markup.js';

/** What the frame shows; `menus` and `garant` are known by identity: others are other objects. */
export interface FrameValues {
  readonly acteur?: { readonly nom: string; readonly initiales: string; readonly compteNom: string } | null;
  readonly menus?: readonly object[];
  readonly garant?: object;
  readonly demo?: boolean;
  readonly csrf?: string;
  readonly adresse?: string;
}

/** In the head; from the top to the content; after it. */
export interface Frame {
  readonly tete: Html;
  readonly barre: Html;
  readonly pied: Html;
}

interface Drawn {
  readonly tete: Html;
  /** The bar cut at its holes: text, name, text, name… text. */
  readonly barre: readonly string[];
  readonly pied: Html;
}

const CUT = '\u0002';
/** Left by the template where something of one person or one request goes: no such text is ever kept. */
const hole = (name: string) => `\u0001${name}\u0001`;
const HOLES = {
  csrf: hole('csrf'),
  adresse: hole('adresse'),
  nom: hole('nom'),
  initiales: hole('initiales'),
  compteNom: hole('compteNom'),
};

const NO_INSURER = {};
const NO_MENU: readonly object[] = [];

/** `draw` renders the frame's template; `kept`: it is drawn once, otherwise at each page, so that an edit shows at once. */
export function createFrame(draw: (context: object) => string, { kept }: { kept: boolean }): (values: FrameValues) => Frame {
  const insurers = new WeakMap<object, WeakMap<object, Map<string, Drawn>>>();

  function drawn(values: FrameValues): Drawn {
    const { acteur, garant = NO_INSURER, menus = NO_MENU, demo = false } = values;
    const accueil = values.adresse === '/';
    const make = (): Drawn => {
      const personne = acteur && { ...HOLES, compteNom: acteur.compteNom && HOLES.compteNom };
      const [tete = '', barre = '', pied = ''] = draw({ ...HOLES, acteur: personne, garant, menus, demo, accueil, coupe: CUT }).split(CUT);
      return { tete: html(tete), barre: barre.split('\u0001'), pied: html(pied) };
    };
    if (!kept) return make();
    const byMenus = insurers.get(garant) ?? new WeakMap<object, Map<string, Drawn>>();
    const byCase = byMenus.get(menus) ?? new Map<string, Drawn>();
    const key = `${demo} ${accueil} ${Boolean(acteur)} ${Boolean(acteur?.compteNom)}`;
    const known = byCase.get(key) ?? make();
    insurers.set(garant, byMenus.set(menus, byCase.set(key, known)));
    return known;
  }

  return (values) => {
    const { tete, barre, pied } = drawn(values);
    const own: Readonly<Record<string, string | undefined>> = { csrf: values.csrf, adresse: values.adresse, ...values.acteur };
    return { tete, barre: html(barre.map((piece, index) => (index % 2 === 0 ? piece : escape(own[piece] ?? ''))).join('')), pied };
  };
}

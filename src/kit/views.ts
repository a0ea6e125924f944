/** The templates: one environment per language, with our filters, functions and macros, for pages and for messages. */
import { readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import nunjucks from 'nunjucks';
import { createAssets } from './assets.js';
import { champOptions, lignesErreurs } from './champ.js';
import { createFrame } from './frame.js';
import { createTranslator, LANGUAGES, type Translator } from './i18n.js';
import { createCells, type Cells } from './list/cells.js';
import { createListTools } from './list/tools.js';
import { createMarkup, html } from './markup.js';
import type { Language } from './money.js';
import { createPictures } from './pictures.js';
import { inRoot, VERSION } from './root.js';
import './template-variables.js';

/** What a page needs beyond its own values; `page.njk` documents the rest. French unless `langue` says otherwise. */
export interface ViewContext {
  readonly langue?: Language;
  readonly [name: string]: unknown;
}

export interface Views {
  /** The HTML of a view (`demandes/liste.njk`). */
  readonly render: (view: string, context: ViewContext) => string;
  /** Makes `res.render` of an Express application use these views; the language is the context's `langue`. */
  readonly express: (app: { set: (name: string, value: unknown) => unknown }) => void;
  /** Compiles every view ahead of its first reader, one at a time, so that nobody waits for another's; nothing where views are read again. */
  readonly warm: () => Promise<void>;
}

/** Everything of ours that a template calls by its name without importing it is exported here. */
const KIT = 'kit/kit.njk';

/** Pages, then what is sent by e-mail, then the macros of govuk-frontend that ours wrap. */
export const FOLDERS = [inRoot('views'), inRoot('templates'), inRoot('node_modules', 'govuk-frontend', 'dist')];

/** The views of a folder, by their names. */
const viewsIn = (folder = ''): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk'));

/**
 * `production`: templates are compiled once; otherwise read again at each page, so that an edit shows at once.
 * The language lives in the environment, not in the context, so that a macro knows it however it was imported.
 */
export function createViews({
  production,
  translator = createTranslator({ strict: !production }),
  globals = {},
  folders = FOLDERS,
}: {
  production: boolean;
  translator?: Translator;
  /** What every view may call besides: `chemins`, which the frame of the pages needs. */
  globals?: Readonly<Record<string, unknown>>;
  folders?: readonly string[];
}): Views {
  const assets = createAssets({ cached: production });

  function createEnvironment(language: Language): nunjucks.Environment {
    const loader = new nunjucks.FileSystemLoader([...folders], { noCache: !production });
    const env = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
    const t = translator(language);
    const markup = createMarkup({ language, t, assets });
    const pictures = createPictures({ language, t, markup });
    const cells = createCells(language, markup, pictures);
    const { montant, montantTexte, nombre, jour, instant, pourcent, icone, badge } = markup;
    for (const [name, filter] of Object.entries({ montant, montantTexte, nombre, jour, instant, pourcent })) env.addFilter(name, filter);
    const own = {
      langue: language,
      langues: LANGUAGES,
      t,
      icone,
      badge,
      asset: assets.asset,
      ressources: () => html(assets.head()),
      version: VERSION,
      cadre: createFrame((context) => env.render('kit/cadre.njk', context), { kept: production }),
      champOptions: champOptions(t),
      lignesErreurs,
      ...pictures,
      ...createListTools(language, t, markup),
      /** What draws itself with the tools of this language: the rows of a list. */
      dessiner: (draw: (tools: Cells, icon: (name: string) => string) => string) => html(draw(cells, markup.iconMarkup)),
    };
    for (const [name, value] of Object.entries({ ...own, ...globals })) env.addGlobal(name, value);
    addMacros(env);
    return env;
  }

  const environments = Object.fromEntries(LANGUAGES.map((language) => [language, createEnvironment(language)])) as Record<
    Language,
    nunjucks.Environment
  >;

  const render: Views['render'] = (view, context) => {
    const env = environments[context.langue ?? 'fr'];
    if (!production) addMacros(env);
    return env.render(view, context);
  };

  return {
    render,
    async warm() {
      if (!production) return;
      for (const env of Object.values(environments))
        for (const view of viewsIn(folders[0])) {
          await setImmediate();
          env.getTemplate(view, true);
        }
    },
    express(app) {
      // No page is kept by a browser (`no-store`): a tag of its content would be made for nobody.
      app.set('etag', false);
      app.set('view', function View(name: string) {
        return {
          path: name,
          render: (context: ViewContext, done: (error: unknown, page?: string) => void) => {
            done(null, render(name, context));
          },
        };
      });
    },
  };
}

/** The kit's macros know nothing of a page, so they are made once and given to all by name; `kit.<name>` too. */
function addMacros(env: nunjucks.Environment): void {
  const module = env.getTemplate(KIT, true) as unknown as {
    getExported: (done: (error: Error | null, macros?: Record<string, unknown>) => void) => void;
  };
  module.getExported((error, macros) => {
    if (error) throw error;
    for (const [name, macro] of Object.entries({ ...macros, kit: macros })) env.addGlobal(name, macro);
  });
}

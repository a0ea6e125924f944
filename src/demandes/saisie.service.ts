/** Filling in a demande: what may be chosen, what the chosen text asks, what it will cost and leave. Writes nothing. */
import { depasseLeContrat } from '../autorisations/autorisation.js';
import type { AutorisationsService } from '../autorisations/autorisations.service.js';
import type { CatalogueService } from '../catalogue/catalogue.service.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { OrganisationService } from '../organisation/organisation.service.js';
import { dansPerimetre, type Collaborateur } from '../droits/acteur.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { readVariables, type LectureValeurs } from '../specimens/variables.js';
import type { Contenu } from './contenu.js';
import { createPrevoir } from './prevision.service.js';
import { circonstances, couple, type Cadre, type OffreSaisie } from './saisie.js';
import type { ChoixSaisie } from './saisie.form.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly organisation: OrganisationService;
  readonly autorisations: AutorisationsService;
  readonly specimens: SpecimensService;
  readonly catalogue: CatalogueService;
}

/** What was read of what was typed: the content of a demande, when nothing is wrong with it. */
type Lecture = LectureValeurs & { readonly contenu?: Contenu };

export function createSaisieService({ db, clock, organisation, autorisations, specimens, catalogue }: Deps) {
  async function offre(acteur: Collaborateur): Promise<OffreSaisie> {
    const [entites, lignes, textes, noms] = await Promise.all([
      organisation.entites(acteur),
      autorisations.duPerimetre(acteur),
      specimens.enVigueur(acteur.garantId),
      catalogue.read(),
    ]);
    return {
      entites: entites.filter(({ etat }) => etat === 'active'),
      catalogue: noms,
      couples: new Set(lignes.map(({ produit, type_credit }) => couple(produit, type_credit))),
      textes,
    };
  }

  return {
    offre,

    /**
     * The frame of a demande from its four choices, or the errors beside each. `texteActuel`: the text a demande already has,
     * accepted even when a newer version replaced it.
     */
    async cadre(
      acteur: Collaborateur,
      { entiteId, produit, typeCredit, texteId }: ChoixSaisie,
      texteActuel?: number,
    ): Promise<{ cadre?: Cadre; offre: OffreSaisie; erreurs: FieldError[] }> {
      const proposee = await offre(acteur);
      const erreurs: FieldError[] = [];
      const entite = proposee.entites.find(({ id }) => id === entiteId);
      if (!entite || !dansPerimetre(acteur, entite.id)) erreurs.push({ field: 'entiteId', message: 'demandes.erreurs.entite' });
      if (!produit || !proposee.catalogue.produits.some(({ code }) => code === produit))
        erreurs.push({ field: 'produit', message: 'demandes.erreurs.produit' });
      const type = proposee.catalogue.types.find(({ code }) => code === typeCredit);
      if (!type) erreurs.push({ field: 'typeCredit', message: 'demandes.erreurs.typeCredit' });
      else if (produit && !type.produits.includes(produit))
        erreurs.push({ field: 'typeCredit', message: 'demandes.erreurs.typeAutreProduit' });
      const texteConnu = texteId !== undefined && (texteId === texteActuel || proposee.textes.some(({ id }) => id === texteId));
      const texte = texteConnu ? await specimens.texte(texteId) : undefined;
      if (!texte) erreurs.push({ field: 'texteId', message: 'demandes.erreurs.texte' });
      else if (typeCredit && produit && (texte.typeCredit !== typeCredit || !texte.produits.includes(produit)))
        erreurs.push({ field: 'texteId', message: 'demandes.erreurs.texteAutreType' });
      if (erreurs.length > 0 || !entite || !produit || !typeCredit || !texte || !texteId) return { offre: proposee, erreurs };

      const autorisation = await autorisations.pour(acteur, { entiteId: entite.id, produit, typeCredit });
      if (!autorisation)
        return {
          offre: proposee,
          erreurs: [{ field: 'typeCredit', message: 'demandes.erreurs.autorisation', params: { entite: entite.nom } }],
        };
      return {
        cadre: { entite, autorisation, texteId, texte, choix: { entiteId: entite.id, produit, typeCredit, texteId } },
        offre: proposee,
        erreurs: [],
      };
    },

    /** The content of a demande from what was typed, or the errors beside each field. */
    read(cadre: Cadre, brut: Readonly<Record<string, unknown>>, langue: Language): Lecture {
      const { autorisation, texte, choix } = cadre;
      const lues = readVariables(texte, { ...brut }, { ...circonstances(cadre), today: today(clock), langue });
      const { valeurs, erreurs } = lues;
      if (erreurs.length > 0) return lues;
      if (depasseLeContrat(valeurs.montant ?? '0', autorisation)) {
        const plafond = formatMoney(fromDecimal(autorisation.plafond_contrat, autorisation.devise), langue);
        const params = { contrat: autorisation.contrat, plafond };
        return { ...lues, erreurs: [{ field: 'montant', message: 'demandes.erreurs.plafondContrat', params }] };
      }
      return { ...lues, contenu: { ...choix, autorisationId: autorisation.id, devise: autorisation.devise, valeurs } };
    },

    ...createPrevoir({ db, clock }),
  };
}

import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

/** A demande entered, submitted and validated: the number of its caution, whose act is still to be sealed. */
export async function emettre(maison: Maison, montant = '1000.00', extra: Parameters<Maison['contenu']>[1] = {}): Promise<string> {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant, extra), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, numero), ORIGINE);
  return resultat?.caution ?? '';
}

/** The files joined to some demandes of the demonstration: one page that says it is invented. */
import { createHash } from 'node:crypto';
import type { Calendrier } from './calendrier.js';
import type { Dossier } from './dossier.js';
import { hasard } from './hasard.js';
import type { Registre } from './registre.js';

const OBJECTS = [
  '<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  stream('BT /F1 16 Tf 72 740 Td (Document de d\\351monstration) Tj 0 -28 Td /F1 11 Tf (Pi\\350ce invent\\351e, sans valeur.) Tj ET'),
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
];

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** A whole PDF of some seven hundred bytes, always the same. */
export function piecePdf(): Buffer {
  let pdf = '%PDF-1.4\n';
  const offsets = OBJECTS.map((object, i) => {
    const offset = pdf.length;
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = OBJECTS.length + 1;
  const table = pdf.length;
  pdf += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}

/** The columns of a file that holds it. */
export function fichierInvente() {
  const contenu = piecePdf();
  return {
    type: 'application/pdf',
    taille: contenu.length,
    sha256: `\\x${createHash('sha256').update(contenu).digest('hex')}`,
    contenu: `\\x${contenu.toString('hex')}`,
  };
}

/** A file joined to some demandes. */
export function joindre(r: Registre, cal: Calendrier, dossiers: readonly Dossier[], demandeIds: ReadonlyMap<Dossier, number>): void {
  const h = hasard('pièces');
  const fichier = fichierInvente();
  for (const d of dossiers) {
    if (!h.sur100(8)) continue;
    const compteId = d.autorisation.compte.id;
    const nom = h.parmi(['Acte d’engagement.pdf', 'Marché signé.pdf', 'Ordre de service.pdf', 'Bon de commande.pdf']);
    const fichierId = r.ajouter('fichier', {
      compte_id: compteId,
      nom,
      ...fichier,
      depose_par: d.saisiPar.id,
      depose_le: cal.instant(d.creee),
    });
    r.ajouter('piece', { compte_id: compteId, demande_id: demandeIds.get(d), fichier_id: fichierId });
  }
}

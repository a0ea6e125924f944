-- What already asks for the same act and is not in force yet: read beside a demande while it is written and while it waits.
create index demande_jumelle on demande (entite_id, type_credit, marche) where etat in ('creee', 'a_valider', 'en_cours');
create index caution_jumelle on caution (entite_id, type_credit, marche) where etat = 'en_attente';

-- How an act ends is said by its text: on the date it prints, from year to year until it is denounced, or by an event. A text whose
-- wording prints an end date is bound by it, whatever was said of it before.
alter table texte_version add column fin text not null default 'evenement' check (fin in ('date', 'annee', 'evenement'));
update texte_version set fin = case when type_credit in ('TT', 'IMMO', 'VOY') then 'annee' else 'date' end
  where fin_ferme or contenu ->> 'articles' like '%{{date\_fin}}%';
update texte_version set contenu = contenu - 'finFerme' || jsonb_build_object('fin', fin);
alter table texte_version drop column fin_ferme, alter column fin drop default;

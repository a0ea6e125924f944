-- Searches are kept of any list: which lists there are is said by the product, in one place.
alter table recherche_preferee drop constraint recherche_preferee_liste_check;
alter table recherche_preferee add constraint recherche_preferee_liste_check check (length(liste) between 1 and 40);

-- What an account must follow: ends near or past, of what is in force.
create index caution_fin_compte on caution (compte_id, date_fin) where etat = 'effective' and date_fin is not null;
drop index caution_fin;
create index caution_fin on caution (date_fin) where etat in ('effective', 'en_opposition') and date_fin is not null;

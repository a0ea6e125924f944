-- What each person chose for himself: where he starts, what he searches, what he is told by mail.

create procedure proteger(p_table text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', p_table);
  execute format('alter table %I force row level security', p_table);
  execute format('create policy compte on %I to cautionet_client using (compte_id = (select nullif(current_setting(''app.compte'', true), '''')::int))', p_table);
  execute format('create policy systeme on %I to cautionet_systeme using (true) with check (true)', p_table);
  execute format('grant select, insert, update, delete on %I to cautionet_client, cautionet_systeme', p_table);
  call suivre(p_table);
end $$;

create table preference (
  collaborateur_id int primary key,
  compte_id int not null references compte,
  page_accueil text not null default 'accueil'
    check (page_accueil in ('accueil', 'aValider', 'demandes', 'cautions', 'autorisations', 'encours')),
  entite_id int,                                 -- the entity that searches start with
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id) on delete cascade,
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);
call proteger('preference');

create table recherche_preferee (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  collaborateur_id int not null,
  liste text not null check (liste in ('demandes', 'cautions')),
  nom text not null check (length(nom) between 1 and 60),
  requete text not null check (length(requete) <= 4000),
  par_defaut boolean not null default false,
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id) on delete cascade
);
create unique index recherche_preferee_nom on recherche_preferee (collaborateur_id, liste, lower(nom));
create unique index recherche_preferee_defaut on recherche_preferee (collaborateur_id, liste) where par_defaut;
call proteger('recherche_preferee');

-- Only what differs from the usual: a mail at once for what waits for one's validation, none for the rest.
create table abonnement (
  collaborateur_id int not null,
  compte_id int not null references compte,
  alerte text not null check (alerte in
    ('aValider', 'opposition', 'attente', 'autorisations', 'documents', 'factures', 'bientotFinies', 'contrats')),
  frequence text not null check (frequence in ('jamais', 'aussitot', 'jour', 'semaine')),
  urgente boolean not null default false,
  primary key (collaborateur_id, alerte),
  check (frequence <> 'aussitot' or alerte = 'aValider'),
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id) on delete cascade
);
create index abonnement_resume on abonnement (frequence) where frequence in ('jour', 'semaine');
call proteger('abonnement');

drop procedure proteger(text);

-- What a person has typed of a demande and not saved: his own, found again from any machine, without a number. Thirty days after he
-- last typed in it, the night takes it away. The account bounds it here, the person in every query; the insurer has no right to it.
create table brouillon (
  collaborateur_id int not null,
  id uuid not null,                              -- named by the page that began it: unique for its person only
  compte_id int not null references compte,
  demande_id int,                                -- the demande being changed; null: a new one
  version int not null,                          -- of that demande, as it was shown
  choix json not null,
  saisie json not null,                          -- as it was typed: json, not jsonb, which holds no NUL
  rang int not null default 1,                   -- how many times it was saved
  feuille uuid not null,                         -- the page that saved it last
  numero text,                                   -- the demande that it became: nothing else is left of it
  commence_le timestamptz not null,
  modifie_le timestamptz not null,
  primary key (collaborateur_id, id),
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id) on delete cascade,
  foreign key (demande_id, compte_id) references demande (id, compte_id),
  check (numero is null or saisie::text = '{}')
);
create index brouillon_age on brouillon (modifie_le);
alter table brouillon enable row level security;
alter table brouillon force row level security;
create policy compte on brouillon to cautionet_client using (compte_id = (select portee('compte')));
create policy systeme on brouillon to cautionet_systeme using (true) with check (true);
grant select, insert, update, delete on brouillon to cautionet_client;
grant select, delete on brouillon to cautionet_systeme;

-- Signing in: links of a first access and of a reset, past secrets, trusted devices, second factors, policies.
-- What belongs to a person at the door is read under the system scope only, as identifiant is.

alter table identifiant
  add column secret_genre text not null default 'code6' check (secret_genre in ('code6', 'complexe', 'phrase')),
  add column secret_le timestamptz not null default now(),
  add column totp bytea,                         -- AES-256-GCM under a key derived from the pepper
  add column totp_pas bigint;                    -- the latest 30 s step accepted: a code serves once

-- A link that lets one set a secret: only the SHA-256 of its token, which is an HMAC of the id, computed outside the database.
create table jeton (
  id uuid primary key,
  identifiant_id int not null references identifiant on delete cascade,
  nature text not null check (nature in ('acces', 'oubli')),
  empreinte bytea not null unique,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  utilise_le timestamptz,
  essais smallint not null default 0             -- wrong answers to the three questions
);
create index jeton_identifiant on jeton (identifiant_id, cree_le);

create table ancien_secret (
  id bigint generated always as identity primary key,
  identifiant_id int not null references identifiant on delete cascade,
  secret text not null
);
create index ancien_secret_identifiant on ancien_secret (identifiant_id, id desc);

-- A browser that a person proved to be hers: the SHA-256 of its cookie.
create table appareil (
  id int generated always as identity primary key,
  identifiant_id int not null references identifiant on delete cascade,
  empreinte bytea not null,
  navigateur text not null default '',
  adresse text not null default '',
  cree_le timestamptz not null,
  vu_le timestamptz not null,
  echecs smallint not null default 0,            -- at 3 it is trusted no more
  unique (identifiant_id, empreinte)
);

-- What a browser must still answer after the first secret. identifiant_id is null when that secret was wrong: nothing can then be right.
create table defi (
  id uuid primary key,
  identifiant_id int references identifiant on delete cascade,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  essais smallint not null default 0,
  utilise_le timestamptz
);

create table cle_acces (
  id text primary key,                           -- the credential's own, base64url
  identifiant_id int not null references identifiant on delete cascade,
  cle_publique bytea not null,
  compteur bigint not null default 0,
  transports text[] not null default '{}',
  nom text not null check (length(nom) between 1 and 60),
  creee_le timestamptz not null,
  vue_le timestamptz
);
create index cle_acces_identifiant on cle_acces (identifiant_id);

create table code_secours (
  identifiant_id int not null references identifiant on delete cascade,
  empreinte bytea not null,
  utilise_le timestamptz,
  primary key (identifiant_id, empreinte)
);

create table question_secrete (
  identifiant_id int not null references identifiant on delete cascade,
  rang smallint not null check (rang between 1 and 3),
  question text not null,                        -- its key in the locales
  reponse text not null,                         -- argon2id, as a secret
  primary key (identifiant_id, rang)
);

-- Attempts from an internet address, by quarter of an hour; lost at a crash, which costs nothing.
create unlogged table essai_adresse (
  adresse text not null,
  periode timestamptz not null,
  essais int not null,
  primary key (adresse, periode)
);

-- An attempt on an address that opens nothing writes as much as one on an address that does: the time says nothing.
create table essai_sans_effet (
  id bigint generated always as identity primary key,
  le timestamptz not null
);

-- What is asked of a secret: by account and profile, or of the insurer's staff (no account). No row: the defaults of the code.
create table politique (
  id int generated always as identity primary key,
  garant_id int not null references garant,
  compte_id int references compte,
  profil text check (profil in ('administrateur', 'saisisseur', 'valideur', 'consultant')),
  secret text not null default 'code6' check (secret in ('code6', 'complexe', 'phrase')),
  expire_mois smallint check (expire_mois between 1 and 60),
  questions boolean not null default false,
  unique nulls not distinct (garant_id, compte_id, profil),
  check (compte_id is not null or (profil is null and secret <> 'code6'))
);
-- From this amount on, a validation asks again for a proof of who one is; null: never.
alter table compte add column confirmer_des montant;

grant select, insert, update, delete on jeton, ancien_secret, appareil, defi, cle_acces, code_secours, question_secrete, essai_adresse, essai_sans_effet, politique
  to cautionet_systeme;
grant select on politique to cautionet_client, cautionet_garant;

alter table politique enable row level security;
alter table politique force row level security;
create policy compte on politique to cautionet_client
  using (compte_id = (select nullif(current_setting('app.compte', true), '')::int));
create policy garant on politique to cautionet_garant
  using (garant_id = (select nullif(current_setting('app.garant', true), '')::int));
create policy systeme on politique to cautionet_systeme using (true) with check (true);

-- A session that was closed stays closed: a page under way when it was must not write it again.
create table session_fermee (
  empreinte bytea primary key,
  le timestamptz not null
);
grant select, insert, delete on session_fermee to cautionet_systeme;
create function session_close() returns trigger language plpgsql as $$
begin
  insert into session_fermee (empreinte, le) values (sha256(convert_to(old.sid, 'UTF8')), now()) on conflict do nothing;
  return null;
end $$;
create trigger session_close after delete on session for each row
  when (old.sess #>> '{passport,user}' is not null and old.expire > now()) execute function session_close();
create function session_rouverte() returns trigger language plpgsql as $$
begin
  if exists (select from session_fermee where empreinte = sha256(convert_to(new.sid, 'UTF8'))) then return null; end if;
  return new;
end $$;
create trigger session_rouverte before insert on session for each row execute function session_rouverte();

-- Sessions of a person, to list and to close them.
create index session_personne on session ((sess #>> '{passport,user}'));

-- Gives a person of the caller's scope a way in: the identifiant where the address is free, a link, its mail, or, to the owner of an
-- address already known, a word that says so. The caller learns nothing of it.
create function inviter_acces(p_genre text, p_id int, p_jeton uuid, p_empreinte bytea, p_le timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_compte int := nullif(current_setting('app.compte', true), '')::int;
  v_garant int := nullif(current_setting('app.garant', true), '')::int;
  v_personne record;
  v_identifiant identifiant;
  v_autre record;
begin
  if v_compte is null and v_garant is null and current_setting('role') <> 'cautionet_systeme' then
    raise exception 'aucune portée' using errcode = '42501';
  end if;
  select x.* into v_personne from (
    select c.compte_id, k.garant_id, lower(trim(c.email)) as email, c.langue, k.nom as chez, c.actif
      from collaborateur c join compte k on k.id = c.compte_id where p_genre = 'collaborateur' and c.id = p_id
    union all
    select null, a.garant_id, lower(trim(a.email)), a.langue, g.nom, a.actif
      from agent a join garant g on g.id = a.garant_id where p_genre = 'agent' and a.id = p_id) x
  where (v_compte is null or x.compte_id = v_compte) and (v_garant is null or x.garant_id = v_garant);
  if not found then raise exception 'personne hors de portée' using errcode = '42501'; end if;
  if not v_personne.actif then return; end if;

  select * into v_identifiant from identifiant
    where (p_genre = 'collaborateur' and collaborateur_id = p_id) or (p_genre = 'agent' and agent_id = p_id) for update;
  if not found then
    insert into identifiant (email, collaborateur_id, agent_id)
    values (v_personne.email, case p_genre when 'collaborateur' then p_id end, case p_genre when 'agent' then p_id end)
    on conflict (email) do nothing returning * into v_identifiant;
  elsif v_identifiant.secret is null and v_identifiant.email <> v_personne.email then
    -- The address was corrected before the first access.
    delete from jeton where identifiant_id = v_identifiant.id;
    begin
      update identifiant set email = v_personne.email where id = v_identifiant.id returning * into v_identifiant;
    exception when unique_violation then
      v_identifiant := null;
    end;
  end if;

  if v_identifiant.id is null or v_identifiant.secret is not null then
    select i.email, coalesce(c.langue, a.langue) as langue into v_autre from identifiant i
      left join collaborateur c on c.id = i.collaborateur_id left join agent a on a.id = i.agent_id
      where i.email = coalesce(v_identifiant.email, v_personne.email);
    -- Of no account: whoever invites must not find there what the owner of the address is told.
    insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, cree_le, prochain_essai)
    values (null, 'acces:' || p_jeton, v_autre.email, 'acces_existant', v_autre.langue,
      jsonb_build_object('chez', v_personne.chez, 'chemin', '/connexion'), '<' || gen_random_uuid() || '@cautionet>', p_le, p_le);
    return;
  end if;

  delete from jeton where identifiant_id = v_identifiant.id and utilise_le is null;
  insert into jeton (id, identifiant_id, nature, empreinte, cree_le, expire_le)
  values (p_jeton, v_identifiant.id, 'acces', p_empreinte, p_le, p_le + interval '24 hours');
  insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, cree_le, prochain_essai)
  values (v_personne.compte_id, 'acces:' || p_jeton, v_personne.email, 'premier_acces', v_personne.langue,
    jsonb_build_object('chez', v_personne.chez, 'jeton', p_jeton), '<' || gen_random_uuid() || '@cautionet>', p_le, p_le);
end $$;
grant create on schema public to cautionet_systeme;
alter function inviter_acces(text, int, uuid, bytea, timestamptz) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function inviter_acces(text, int, uuid, bytea, timestamptz) from public;
grant execute on function inviter_acces(text, int, uuid, bytea, timestamptz) to cautionet_client, cautionet_garant, cautionet_systeme;

-- Administrators manage people, delegations, circuits and the transmetteur themselves: what they may write, and what never happens.

alter table collaborateur
  add column version int not null default 1,      -- a page that was open too long changes nothing
  add column suspendu_le timestamptz;
-- Within an account an address is one person; across accounts the door (identifiant) tells.
create unique index collaborateur_email on collaborateur (compte_id, lower(email));
alter table circuit add column version int not null default 1;

grant insert (compte_id, email, prenom, nom, langue, profils) on collaborateur to cautionet_client;
grant update (prenom, nom, langue, profils, actif, suspendu_le, version) on collaborateur to cautionet_client;
grant insert, delete on perimetre, delegation, circuit_tranche, circuit to cautionet_client;
grant update (propre_validation, version) on circuit to cautionet_client;
grant update (transmetteur_id) on compte to cautionet_client;

-- An account never loses its last active administrator, even when two of them demote each other at the same moment:
-- the account's row is the queue in which they wait.
create function dernier_administrateur() returns trigger language plpgsql as $$
begin
  perform from compte where id = old.compte_id for no key update;
  if not exists (select from collaborateur where compte_id = old.compte_id and actif and 'administrateur' = any (profils)) then
    raise exception 'an account keeps an administrator' using errcode = '23514', constraint = 'dernier_administrateur';
  end if;
  return null;
end $$;
create constraint trigger collaborateur_dernier_administrateur after update of actif, profils on collaborateur
  for each row when (old.actif and 'administrateur' = any (old.profils) and not (new.actif and 'administrateur' = any (new.profils)))
  execute function dernier_administrateur();

-- When each of the account's people last came: the table of the doors itself stays closed to clients.
create function dernieres_connexions() returns table (collaborateur_id int, derniere_connexion timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.collaborateur_id, i.derniere_connexion from identifiant i join collaborateur c on c.id = i.collaborateur_id
  where c.compte_id = nullif(current_setting('app.compte', true), '')::int
$$;
grant create on schema public to cautionet_systeme;
alter function dernieres_connexions() owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function dernieres_connexions() from public;
grant execute on function dernieres_connexions() to cautionet_client, cautionet_systeme;

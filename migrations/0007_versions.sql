-- A version of each account's data, raised once by every transaction that changes any of it, in that transaction: a page
-- made under a version may be shown again, without reading anything else, as long as the version is the same.
-- Row 0 stands for what all accounts share, and for what the system or the insurer's staff change.
create table version (
  compte_id int primary key,
  numero bigint not null
);
insert into version values (0, 1);
alter table version enable row level security;
alter table version force row level security;
create policy systeme on version to cautionet_systeme using (true) with check (true);
grant select, insert, update on version to cautionet_systeme;

-- The account is that of the transaction's scope; the mark spares the other statements of the same transaction.
create function version_monter() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_compte int := coalesce(nullif(current_setting('app.compte', true), '')::int, 0);
  v_marque text := v_compte || ' ' || pg_current_xact_id();
begin
  if current_setting('app.version', true) is distinct from v_marque then
    insert into version as v (compte_id, numero) values (v_compte, 1)
    on conflict (compte_id) do update set numero = v.numero + 1;
    perform set_config('app.version', v_marque, true);
  end if;
  return null;
end $$;

-- Every table that a client's page shows says so here; a test compares with the tables there are.
create procedure suivre(p_table text) language plpgsql as $$
begin
  execute format('create trigger version_%1$s after insert or update or delete on %1$I for each statement execute function version_monter()', p_table);
end $$;

do $$ declare t text; begin
  foreach t in array array['garant', 'agent', 'produit', 'type_credit', 'texte_version', 'compte', 'entite', 'collaborateur', 'perimetre',
    'delegation', 'circuit', 'circuit_tranche', 'contrat', 'contrat_entite', 'ligne', 'autorisation', 'demande', 'validation', 'piece',
    'caution', 'mouvement', 'acte', 'edition', 'opposition', 'mainlevee', 'demande_document', 'facture', 'facture_ligne', 'message'] loop
    call suivre(t);
  end loop;
end $$;

grant create on schema public to cautionet_systeme;
alter function version_monter() owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;

-- The largest subsidiaries of an account, found without reading the others.
create index bilan_filiales on bilan (compte_id, objet, etat, devise, montant desc) where produit = '*' and nombre > 0;
drop index bilan_entites;

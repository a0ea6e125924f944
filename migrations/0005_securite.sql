-- Who sees what, enforced by Postgres: the application never runs as the owner.
--   cautionet_client   one account: rows of app.compte only
--   cautionet_garant   the insurer's staff: the accounts of app.garant
--   cautionet_systeme  sign-in, jobs, the public check: everything, never lent to a page of a client

do $$ declare r text; begin
  foreach r in array array['cautionet_client', 'cautionet_garant', 'cautionet_systeme'] loop
    -- They belong to the whole server: another database, or whoever runs it, may have made them; that one need not be able to.
    if not exists (select from pg_roles where rolname = r) then
      begin
        execute format('create role %I nologin nosuperuser nobypassrls', r);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, r, 'member') then execute format('grant %I to current_user', r); end if;
  end loop;
end $$;

grant usage on schema public to cautionet_client, cautionet_garant, cautionet_systeme;
grant select, insert, update, delete on all tables in schema public to cautionet_systeme;
revoke update, delete on mouvement, journal from cautionet_systeme;

-- What everyone reads.
grant select on garant, agent, produit, type_credit, texte_version to cautionet_client, cautionet_garant;

-- What a client reads, and the little he writes. The totals (utilise, bilan) have no grant: only the ledger moves them.
grant select on compte, entite, collaborateur, perimetre, delegation, circuit, circuit_tranche, contrat, contrat_entite, ligne,
  autorisation, fichier, demande, validation, piece, caution, mouvement, acte, edition, opposition, mainlevee,
  demande_document, facture, facture_ligne, message, bilan, journal, courriel to cautionet_client, cautionet_garant;
grant insert on fichier, demande, validation, piece, caution, mouvement, acte, edition, journal, courriel to cautionet_client;
grant update on demande, caution to cautionet_client;
grant delete on piece, fichier to cautionet_client;
-- Row locks (select … for no key update) need a column's update right.
grant update (verrou) on contrat, ligne, autorisation to cautionet_client;

-- The functions that move totals and give numbers run as the system, whoever calls them.
grant create on schema public to cautionet_systeme;
alter function mouvement_reporter() owner to cautionet_systeme;
alter function bilan_reporter(text, bilan[]) owner to cautionet_systeme;
alter function prendre_numeros(text, int, int) security definer set search_path = public, pg_temp;
alter function prendre_numeros(text, int, int) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;

create procedure proteger(p_table text, p_colonne text default 'compte_id') language plpgsql as $$
begin
  execute format('alter table %I enable row level security', p_table);
  execute format('alter table %I force row level security', p_table);
  -- The sub-select is evaluated once a statement, not once a row.
  execute format('create policy compte on %I to cautionet_client using (%I = (select nullif(current_setting(''app.compte'', true), '''')::int))', p_table, p_colonne);
  execute format('create policy garant on %I to cautionet_garant using (%s)', p_table,
    case when p_table = 'compte' then 'garant_id = (select nullif(current_setting(''app.garant'', true), '''')::int)'
         else format('%I in (select id from compte)', p_colonne) end);
  execute format('create policy systeme on %I to cautionet_systeme using (true) with check (true)', p_table);
end $$;

call proteger('compte', 'id');
call proteger('entite');
call proteger('collaborateur');
call proteger('perimetre');
call proteger('delegation');
call proteger('circuit');
call proteger('circuit_tranche');
call proteger('contrat');
call proteger('contrat_entite');
call proteger('ligne');
call proteger('autorisation');
call proteger('fichier');
call proteger('demande');
call proteger('validation');
call proteger('piece');
call proteger('caution');
call proteger('mouvement');
call proteger('acte');
call proteger('edition');
call proteger('opposition');
call proteger('mainlevee');
call proteger('demande_document');
call proteger('facture');
call proteger('facture_ligne');
call proteger('bilan');
call proteger('journal');
call proteger('courriel');
call proteger('message');
-- A message to every client of the insurer has no account: read by all, written by the system only.
create policy tous on message for select to cautionet_client
  using (compte_id is null and garant_id = (select garant_id from compte));
drop procedure proteger(text, text);

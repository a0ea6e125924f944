-- The outbox is taken mail by mail: by priority, then by account in turn, then the oldest. A mail that a sender holds, or that
-- failed, comes back at prochain_essai.
alter table courriel
  add column priorite smallint not null default 2 check (priorite between 0 and 2), -- its model's: 0 first
  add column pris_le timestamptz;                -- a sender holds it until prochain_essai
drop index courriel_a_envoyer;
create index courriel_file on courriel (priorite, coalesce(compte_id, 0), prochain_essai, id) where envoye_le is null;
create index courriel_age on courriel (priorite, cree_le) where envoye_le is null;

-- Takes the next mail due: p_apres holds, for each priority, the account served last; the turn goes on with the one after it.
-- Each account costs two probes of the index, however many of its mails wait.
create function prendre_courriel(p_apres int[], p_le timestamptz, p_bail interval) returns setof courriel language plpgsql as $$
declare
  v_compte int;
  v_depart int;
  v_id bigint;
begin
  for v_priorite in 0..2 loop
    foreach v_depart in array array[p_apres[v_priorite + 1], -1] loop
      v_compte := v_depart;
      loop
        select coalesce(compte_id, 0) into v_compte from courriel
          where envoye_le is null and priorite = v_priorite and coalesce(compte_id, 0) > v_compte
          order by coalesce(compte_id, 0) limit 1;
        exit when not found;
        select id into v_id from courriel
          where envoye_le is null and priorite = v_priorite and coalesce(compte_id, 0) = v_compte and prochain_essai <= p_le
          order by priorite, coalesce(compte_id, 0), prochain_essai, id limit 1 for update skip locked; -- the index's own order: no sort
        if found then
          return query update courriel set tentatives = tentatives + 1, pris_le = p_le, prochain_essai = p_le + p_bail
            where id = v_id returning courriel.*;
          return;
        end if;
      end loop;
    end loop;
  end loop;
end $$;
revoke execute on function prendre_courriel(int[], timestamptz, interval) from public;
grant execute on function prendre_courriel(int[], timestamptz, interval) to cautionet_systeme;

-- The priority of an invitation is its model's: told by the caller.
drop function inviter_acces(text, int, uuid, bytea, timestamptz);
create function inviter_acces(p_genre text, p_id int, p_jeton uuid, p_empreinte bytea, p_le timestamptz, p_priorite smallint default 2) returns void
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
    insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, cree_le, prochain_essai, priorite)
    values (null, 'acces:' || p_jeton, v_autre.email, 'acces_existant', v_autre.langue,
      jsonb_build_object('chez', v_personne.chez, 'chemin', '/connexion'), '<' || gen_random_uuid() || '@cautionet>', p_le, p_le, p_priorite);
    return;
  end if;

  delete from jeton where identifiant_id = v_identifiant.id and utilise_le is null;
  insert into jeton (id, identifiant_id, nature, empreinte, cree_le, expire_le)
  values (p_jeton, v_identifiant.id, 'acces', p_empreinte, p_le, p_le + interval '24 hours');
  insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, cree_le, prochain_essai, priorite)
  values (v_personne.compte_id, 'acces:' || p_jeton, v_personne.email, 'premier_acces', v_personne.langue,
    jsonb_build_object('chez', v_personne.chez, 'jeton', p_jeton), '<' || gen_random_uuid() || '@cautionet>', p_le, p_le, p_priorite);
end $$;
grant create on schema public to cautionet_systeme;
alter function inviter_acces(text, int, uuid, bytea, timestamptz, smallint) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function inviter_acces(text, int, uuid, bytea, timestamptz, smallint) from public;
grant execute on function inviter_acces(text, int, uuid, bytea, timestamptz, smallint) to cautionet_client, cautionet_garant, cautionet_systeme;

-- What searches of demandes and cautions read: the folded words of each, under an index of their pieces. No extension is needed: an
-- ordinary Postgres has arrays and GIN. The account is part of each key, so that a search reads its own account's words and no others.

-- What the keys of an account's demandes, or of its cautions, are drawn from.
create function germe(p_objet text, p_compte int) returns bigint language sql immutable strict parallel safe as $$
  select p_compte * 2::bigint + (p_objet = 'caution')::int
$$;
-- Each two and three letters of each word, as numbers that hold what they belong to.
create function morceaux(p_objet text, p_compte int, p_plie text) returns bigint[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct hashtextextended(substr(mot, i, n), public.germe(p_objet, p_compte))), '{}')
  from regexp_split_to_table(p_plie, ' ') as mot, generate_series(2, 3) as n, generate_series(1, length(mot) - n + 1) as i
$$;

create table fragment (
  objet text not null check (objet in ('demande', 'caution')),
  dossier_id bigint not null,
  compte_id int not null references compte,
  texte text not null,
  primary key (dossier_id, objet)
);
call ouvrir('fragment');

-- A state that changes touches nothing here: only words do.
create function fragment_suivre() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into fragment select tg_table_name, id, compte_id, recherche from nouvelles;
  elsif tg_op = 'UPDATE' then
    update fragment set texte = new.recherche where objet = tg_table_name and dossier_id = new.id;
  else
    delete from fragment f using anciennes a where f.objet = tg_table_name and f.dossier_id = a.id;
  end if;
  return null;
end $$;

-- Whether more than `p_limite` of an account's latest 2 000 demandes or cautions hold these words: a word of nearly every row is not
-- worth an index. The first fifty tell whether to look further.
create function partout(p_objet text, p_compte int, p_motifs text[], p_limite int) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
declare
  v_combien int;
  v_trouves int;
begin
  foreach v_combien in array array[50, 2000] loop
    if p_objet = 'caution' then
      select count(*) into v_trouves from (select recherche from caution where compte_id = p_compte order by id desc limit v_combien) x
      where recherche like all (p_motifs);
    else
      select count(*) into v_trouves from (select recherche from demande where compte_id = p_compte order by id desc limit v_combien) x
      where recherche like all (p_motifs);
    end if;
    if v_trouves < 40 then return false; end if;
  end loop;
  return v_trouves > p_limite;
end $$;

-- The demandes or cautions whose words hold one of these texts (each folded by `plier`), in the rows of whoever asks: those of the
-- account of the present transaction, or of the insurer's accounts (`p_comptes`: of these alone). More than `p_limite` ids say that there
-- are more than that; null, that nothing typed is long enough to be looked up.
-- It runs as the system because row-level security lets no such index be used under a client's policy: what is compared could tell of
-- rows that the policy hides. Here the account comes from the sealed word alone, is in each key of the index, and is compared again.
create function chercher(p_objet text, p_textes text[], p_limite int, p_comptes int[] default null) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  v_compte int := portee('compte');
  v_garant int := portee('garant');
  v_comptes int[];
  v_texte text;
  v_motifs text[];
  v_debuts text[];
  v_cles bigint[];
  v_ids bigint[] := '{}';
begin
  if v_compte is not null then v_comptes := array[v_compte];
  else v_comptes := array(select id from compte where garant_id = v_garant and (p_comptes is null or id = any (p_comptes)) order by id);
  end if;
  foreach v_texte in array p_textes loop
    v_motifs := motifs(v_texte);
    -- The first, middle and last three letters of each word find the few rows that are then compared letter by letter.
    v_debuts := array(select distinct substr(mot, greatest(i, 1), 3) from regexp_split_to_table(plier(v_texte), ' ') as mot,
      unnest(array[1, length(mot) / 2, length(mot) - 2]) as i where length(mot) > 1);
    if v_debuts = '{}' then return null; end if;
    foreach v_compte in array v_comptes loop
      if cardinality(v_comptes) = 1 and partout(p_objet, v_compte, v_motifs, p_limite) then
        return array_fill(0::bigint, array[p_limite + 1]);
      end if;
      v_cles := array(select hashtextextended(debut, germe(p_objet, v_compte)) from unnest(v_debuts) as debut);
      v_ids := v_ids || array(
        select dossier_id from fragment
        where morceaux(objet, compte_id, texte) @> v_cles and objet = p_objet and compte_id = v_compte and texte like all (v_motifs)
          and dossier_id <> all (v_ids)
        limit p_limite + 1);
      if cardinality(v_ids) > p_limite then return v_ids; end if;
    end loop;
  end loop;
  return v_ids;
end $$;

grant create on schema public to cautionet_systeme;
alter function fragment_suivre() owner to cautionet_systeme;
alter function chercher(text, text[], int, int[]) owner to cautionet_systeme;
alter function partout(text, int, text[], int) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function fragment_suivre(), partout(text, int, text[], int), chercher(text, text[], int, int[]) from public;
grant execute on function partout(text, int, text[], int) to cautionet_systeme;
grant execute on function chercher(text, text[], int, int[]) to cautionet_client, cautionet_garant, cautionet_systeme;

insert into fragment select 'demande', id, compte_id, recherche from demande union all select 'caution', id, compte_id, recherche from caution;
-- What was just written waits in a short list, read by every search: it is kept short.
create index fragment_morceaux on fragment using gin (morceaux(objet, compte_id, texte)) with (fastupdate = on, gin_pending_list_limit = 256);

do $$ declare t text; begin
  foreach t in array array['demande', 'caution'] loop
    execute format('create trigger %I_fragment_nouveau after insert on %1$I referencing new table as nouvelles
      for each statement execute function fragment_suivre()', t);
    execute format('create trigger %I_fragment_change after update of beneficiaire, marche, numero on %1$I
      for each row when (old.recherche is distinct from new.recherche) execute function fragment_suivre()', t);
    execute format('create trigger %I_fragment_ote after delete on %1$I referencing old table as anciennes
      for each statement execute function fragment_suivre()', t);
  end loop;
end $$;

-- Whose rows a transaction sees is a word that only the product can write: `12:` and its seal (HMAC-SHA-256) under a key which the
-- logins that serve cannot read. Anybody else's word is worth nothing, and shows nothing.

-- The owner's alone: the key of those words, and the password of the logins that serve this database.
create table connexion (
  unique_ligne boolean primary key default true check (unique_ligne),
  interne bytea not null,                        -- the key against both pads of HMAC: Postgres has only to hash
  externe bytea not null,
  mot_de_passe text not null
);
create function connexion_cle(p_cle bytea, p_masque int) returns bytea language plpgsql as $$
begin
  for i in 0..63 loop p_cle := set_byte(p_cle, i, get_byte(p_cle, i) # p_masque); end loop;
  return p_cle;
end $$;
with chance as materialized (
  select decode(string_agg(replace(gen_random_uuid()::text, '-', ''), ''), 'hex') as cle from generate_series(1, 4))
insert into connexion (interne, externe, mot_de_passe)
select connexion_cle(cle, 54), connexion_cle(cle, 92),
  (select string_agg(replace(gen_random_uuid()::text, '-', ''), '') from generate_series(1, 2)) from chance;
drop function connexion_cle(bytea, int);

-- The account (`compte`) or the insurer (`garant`) of the present transaction; null where its word is missing or is not ours.
-- Policies call it in a sub-select: once a statement.
create function portee(p_nature text) returns int
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_mot text := current_setting('app.' || p_nature, true);
  v_id text := split_part(v_mot, ':', 1);
  v_interne bytea;
  v_externe bytea;
begin
  if coalesce(v_mot, '') = '' then return null; end if;
  select interne, externe into v_interne, v_externe from public.connexion;
  -- Hashed once more on both sides: how long the comparison takes tells nothing of the seal.
  if sha256(sha256(v_externe || sha256(v_interne || convert_to(p_nature || ':' || v_id, 'UTF8'))))
    = sha256(decode(substr(v_mot, length(v_id) + 2), 'hex')) then return v_id::int; end if;
  return null;
end $$;

-- Every policy and every function that read the bare number reads the word.
do $$
declare
  v_lu constant text := $x$\(?NULLIF\(current_setting\('app\.(compte|garant)'(::text)?, true\), ''(::text)?\)\)?::int(eger)?$x$;
  v_dit constant text := $x$nullif\(current_setting\(('+)app\.(compte|garant)'+, true\), '+\)::int$x$;
  v_dit_ainsi constant text := $x$(select portee(\1\2\1))$x$;
  v_objet record;
begin
  for v_objet in select * from pg_policies where schemaname = 'public' and (qual ~ 'app\.(compte|garant)' or with_check ~ 'app\.(compte|garant)') loop
    execute format('alter policy %I on %I', v_objet.policyname, v_objet.tablename)
      || coalesce(' using (' || regexp_replace(v_objet.qual, v_lu, $x$portee('\1')$x$, 'gi') || ')', '')
      || coalesce(' with check (' || regexp_replace(v_objet.with_check, v_lu, $x$portee('\1')$x$, 'gi') || ')', '');
  end loop;
  for v_objet in select pg_get_functiondef(oid) as texte from pg_proc
    where pronamespace = 'public'::regnamespace and prokind in ('f', 'p') and prosrc ~* 'nullif\(current_setting\(''+app\.' loop
    -- A function that nobody but the system calls without a scope knew it by the role it had taken.
    v_objet.texte := replace(v_objet.texte, $x$current_setting('role') <> 'cautionet_systeme'$x$,
      $x$not pg_has_role(session_user, 'cautionet_systeme', 'usage')$x$);
    v_objet.texte := regexp_replace(v_objet.texte, '\(select ' || v_dit || '\)', v_dit_ainsi, 'gi');
    execute regexp_replace(v_objet.texte, v_dit, v_dit_ainsi, 'gi');
  end loop;
end $$;

-- What an act answered is kept in the very transaction of the act: a crash afterwards repeats nothing, and a copy of the form that
-- comes at any time is answered as the first one was.
delete from idempotence;
alter table idempotence rename column commence_le to le;
alter table idempotence add column rang smallint not null default 0;   -- a request may make several transactions
alter table idempotence drop constraint idempotence_pkey, add primary key (cle, identifiant_id, chemin, rang);

-- Claims keys; answers, for each and in their order, what was answered already, or null when this transaction is the first.
-- A key that another transaction holds is waited for: it is either answered or free when that one ends.
create function envois_prendre(p_cles uuid[], p_qui int[], p_chemins text[], p_rangs smallint[], p_le timestamptz) returns setof jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into idempotence (cle, identifiant_id, chemin, rang, le)
  select *, p_le from unnest(p_cles, p_qui, p_chemins, p_rangs) order by 1, 2, 3, 4
  on conflict do nothing;
  return query select i.reponse from unnest(p_cles, p_qui, p_chemins, p_rangs) with ordinality as u (cle, qui, chemin, rang, ordre)
    join idempotence i on i.cle = u.cle and i.identifiant_id = u.qui and i.chemin = u.chemin and i.rang = u.rang order by u.ordre;
end $$;
create function envois_repondre(p_cles uuid[], p_qui int[], p_chemins text[], p_rangs smallint[], p_reponses jsonb[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update idempotence i set reponse = u.reponse from unnest(p_cles, p_qui, p_chemins, p_rangs, p_reponses) as u (cle, qui, chemin, rang, reponse)
  where i.cle = u.cle and i.identifiant_id = u.qui and i.chemin = u.chemin and i.rang = u.rang
$$;
grant create on schema public to cautionet_systeme;
alter function envois_prendre(uuid[], int[], text[], smallint[], timestamptz) owner to cautionet_systeme;
alter function envois_repondre(uuid[], int[], text[], smallint[], jsonb[]) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function envois_prendre(uuid[], int[], text[], smallint[], timestamptz) from public;
revoke execute on function envois_repondre(uuid[], int[], text[], smallint[], jsonb[]) from public;
grant execute on function envois_prendre(uuid[], int[], text[], smallint[], timestamptz) to cautionet_client, cautionet_garant, cautionet_systeme;
grant execute on function envois_repondre(uuid[], int[], text[], smallint[], jsonb[]) to cautionet_client, cautionet_garant, cautionet_systeme;

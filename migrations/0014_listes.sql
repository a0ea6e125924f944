-- An entity looked up by its id inside its account, with its name. Without it the planner reads the account's whole slice of another
-- index for each one: nothing with ten entities, most of the page with three thousand.
create index entite_nom on entite (compte_id, id) include (nom);
-- From the top of the tree down, as the forms offer entities.
create index entite_niveau on entite (compte_id, cardinality(chemin), nom, id);

-- The people of an account in the order of their list, and when those of one page last came.
create index collaborateur_nom on collaborateur (compte_id, lower(nom), lower(prenom), id);
create function dernieres_connexions(qui int[]) returns table (collaborateur_id int, derniere_connexion timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.collaborateur_id, i.derniere_connexion from identifiant i join collaborateur c on c.id = i.collaborateur_id
  where c.compte_id = nullif(current_setting('app.compte', true), '')::int and i.collaborateur_id = any (qui)
$$;
grant create on schema public to cautionet_systeme;
alter function dernieres_connexions(int[]) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function dernieres_connexions(int[]) from public;
grant execute on function dernieres_connexions(int[]) to cautionet_client, cautionet_systeme;

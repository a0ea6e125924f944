-- An address mistyped when somebody was added is corrected until he has come in; afterwards it is his, and stays.
create function corriger_courriel(p_id int, p_email text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from identifiant where collaborateur_id = p_id and (secret is not null or derniere_connexion is not null)) then
    return false;
  end if;
  update collaborateur set email = p_email
    where id = p_id and compte_id = nullif(current_setting('app.compte', true), '')::int;
  return found;
end $$;
grant create on schema public to cautionet_systeme;
alter function corriger_courriel(int, text) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function corriger_courriel(int, text) from public;
grant execute on function corriger_courriel(int, text) to cautionet_client;

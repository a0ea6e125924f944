-- How many jobs wait, by task: the queue's own tables belong to the schema's owner, and come with the first start of the queue.
create function travaux_en_file() returns table (tache text, n int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if to_regclass('graphile_worker.jobs') is null then return; end if;
  return query execute 'select task_identifier::text, count(*)::int from graphile_worker.jobs where run_at <= now() group by 1';
end $$;
revoke execute on function travaux_en_file() from public;
grant execute on function travaux_en_file() to cautionet_systeme;

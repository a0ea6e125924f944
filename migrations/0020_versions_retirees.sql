-- The versions of the accounts go, and the kept pages with them: every writer of an account waited for the same row.
do $$ declare t record; begin
  for t in select tgrelid::regclass as nom, tgname from pg_trigger where tgname like 'version\_%' and not tgisinternal loop
    execute format('drop trigger %I on %s', t.tgname, t.nom);
  end loop;
end $$;
drop procedure suivre(text);
drop function version_monter();
drop table version;

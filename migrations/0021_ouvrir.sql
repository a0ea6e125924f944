-- How a table is opened, once and for all: whose rows one may see, and who may do what with them. Kept for every later
-- migration; a table with an account that was not opened fails a test.
--   call ouvrir('mainlevee');                            the client reads, the insurer reads, the system does all
--   call ouvrir('mainlevee', client => 'insert, update (etat)', garant => 'update (etat, reponse)');
create procedure ouvrir(p_table text, client text default '', garant text default '', colonne text default 'compte_id')
language plpgsql as $$
begin
  execute format('alter table %I enable row level security', p_table);
  execute format('alter table %I force row level security', p_table);
  -- The sub-select is evaluated once a statement, not once a row.
  execute format('create policy compte on %I to cautionet_client using (%I = (select nullif(current_setting(''app.compte'', true), '''')::int))', p_table, colonne);
  execute format('create policy garant on %I to cautionet_garant using (%I in (select id from compte))', p_table, colonne);
  execute format('create policy systeme on %I to cautionet_systeme using (true) with check (true)', p_table);
  execute format('grant select on %I to cautionet_client, cautionet_garant', p_table);
  execute format('grant select, insert, update, delete on %I to cautionet_systeme', p_table);
  if client <> '' then execute format('grant %s on %I to cautionet_client', client, p_table); end if;
  if garant <> '' then execute format('grant %s on %I to cautionet_garant', garant, p_table); end if;
end $$;

-- The sign-in rules, written by those they belong to: an account's administrators, and, for the insurer's own staff, the insurer.

grant insert (garant_id, compte_id, profil, secret, expire_mois, questions), update (secret, expire_mois, questions), delete
  on politique to cautionet_client;
grant insert (garant_id, secret, expire_mois, questions), update (secret, expire_mois, questions) on politique to cautionet_garant;
grant update (confirmer_des) on compte to cautionet_client;

-- An account writes its own rows, under its own insurer: never the staff's.
alter policy compte on politique
  with check (compte_id = (select nullif(current_setting('app.compte', true), '')::int)
    and garant_id = (select k.garant_id from compte k where k.id = nullif(current_setting('app.compte', true), '')::int));

-- The insurer reads every account's rules and changes none: only its staff's.
drop policy garant on politique;
create policy garant on politique for select to cautionet_garant
  using (garant_id = (select nullif(current_setting('app.garant', true), '')::int));
create policy garant_pose on politique for insert to cautionet_garant
  with check (compte_id is null and garant_id = (select nullif(current_setting('app.garant', true), '')::int));
create policy garant_change on politique for update to cautionet_garant
  using (compte_id is null and garant_id = (select nullif(current_setting('app.garant', true), '')::int))
  with check (compte_id is null and garant_id = (select nullif(current_setting('app.garant', true), '')::int));

-- What the staff's rules were is written in the journal, which there belongs to no account.
create policy garant_regles on journal for insert to cautionet_garant
  with check (compte_id is null and acte = 'regles_modifier'
    and agent_id in (select a.id from agent a where a.garant_id = (select nullif(current_setting('app.garant', true), '')::int)));

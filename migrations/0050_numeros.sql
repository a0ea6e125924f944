-- Numbers are an insurer's own: each has its unbroken sequence by nature and year, and its writers wait for nobody else's.

-- The insurer stands on the row that bears the number, and is that of its account for ever.
alter table compte add unique (id, garant_id);
alter table contrat add foreign key (compte_id, garant_id) references compte (id, garant_id);
alter table demande no force row level security, add column garant_id int, disable trigger demande_bilan_changement;
alter table facture no force row level security, add column garant_id int;
alter table caution no force row level security;
alter table compte no force row level security;
update demande x set garant_id = k.garant_id from compte k where k.id = x.compte_id;
update facture x set garant_id = k.garant_id from compte k where k.id = x.compte_id;

-- Each insurer goes on after its own last number.
drop function prendre_numeros(text, int, int);
drop table compteur;
create table compteur (
  garant_id int not null references garant,
  nature text not null,
  annee smallint not null,
  dernier int not null,
  primary key (garant_id, nature, annee)
);
grant select, insert, update, delete on compteur to cautionet_systeme;
insert into compteur
select garant_id, 'demande', annee, max(rang) from demande group by 1, 3
union all select garant_id, 'caution', annee, max(rang) from caution group by 1, 3
union all select garant_id, nature, 2000 + substr(numero, 2, 2)::int, max(substr(numero, 5)::int) from facture
  where numero ~ '^[FA]\d{2}-\d+$' group by 1, 2, 3;

alter table demande force row level security, enable trigger demande_bilan_changement;
alter table facture force row level security;
alter table caution force row level security;
alter table compte force row level security;

-- Takes `combien` numbers at once; answers the first of them. The row is held until the end of the transaction: taken last.
create function prendre_numeros(p_garant int, p_nature text, p_annee int, p_combien int) returns int
language sql security definer set search_path = public, pg_temp as $$
  insert into compteur as c (garant_id, nature, annee, dernier) values (p_garant, p_nature, p_annee, p_combien)
  on conflict (garant_id, nature, annee) do update set dernier = c.dernier + excluded.dernier
  returning dernier - p_combien + 1
$$;
grant create on schema public to cautionet_systeme;
alter function prendre_numeros(int, text, int, int) owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
revoke execute on function prendre_numeros(int, text, int, int) from public;
grant execute on function prendre_numeros(int, text, int, int) to cautionet_client, cautionet_garant, cautionet_systeme;

-- `C26-0000042`: as `numeroter` of src/numeros/numero.ts writes it.
create function numeroter(p_lettre text, p_annee int, p_rang int) returns text language sql immutable as $$
  select p_lettre || lpad((p_annee % 100)::text, 2, '0') || '-' || lpad(p_rang::text, greatest(7, length(p_rang::text)), '0')
$$;

-- A number is that of its rank; a rank is given once by an insurer; a number is found by the account that looks for it.
alter table demande
  alter column garant_id set not null,
  add foreign key (compte_id, garant_id) references compte (id, garant_id),
  drop constraint demande_compte_id_fkey,
  drop constraint demande_numero_key, drop constraint demande_annee_rang_key,
  add unique (garant_id, annee, rang), add unique (compte_id, numero),
  add check (numero = numeroter('D', annee, rang));
alter table caution
  add foreign key (compte_id, garant_id) references compte (id, garant_id),
  drop constraint caution_compte_id_fkey, drop constraint caution_garant_id_fkey,
  drop constraint caution_numero_key, drop constraint caution_annee_rang_key,
  add unique (garant_id, annee, rang), add unique (compte_id, numero),
  add check (numero = numeroter('C', annee, rang));
alter table facture
  alter column garant_id set not null,
  add foreign key (compte_id, garant_id) references compte (id, garant_id),
  drop constraint facture_compte_id_fkey,
  drop constraint facture_numero_key, add unique (garant_id, numero);

-- All or nothing, said in the statement itself: what follows in the same message must not be kept when a row is missing.
create function exiger(p_attendus bigint, p_faits bigint) returns void language plpgsql as $$
begin
  if p_faits <> p_attendus then raise exception '% rows were to be written, % were', p_attendus, p_faits; end if;
end $$;

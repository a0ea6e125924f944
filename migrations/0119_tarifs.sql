-- Rate, minimum and fee are true from a day on, until the next: an invoice of a past day is computed from that day's. A row is never
-- changed; one written later for the same day replaces it, and both stay readable.
create table tarif (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  autorisation_id int not null,
  du date not null,
  taux taux not null check (taux >= 0),          -- annual, percent
  minimum montant not null default 0 check (minimum >= 0),   -- per act and period
  frais montant not null default 0 check (frais >= 0),       -- per act
  inscrit_le timestamptz not null default now(),
  foreign key (autorisation_id, compte_id) references autorisation (id, compte_id)
);
create index tarif_autorisation on tarif (autorisation_id, du, id);

alter table autorisation no force row level security;
alter table contrat no force row level security;
alter table facture no force row level security;
alter table facture_ligne no force row level security;
alter table caution no force row level security;
insert into tarif (compte_id, autorisation_id, du, taux, minimum, frais)
  select a.compte_id, a.id, k.date_debut, a.taux, a.minimum, k.frais_acte
  from autorisation a join contrat k on k.id = a.contrat_id order by a.id;
alter table autorisation drop column taux, drop column minimum;
alter table contrat drop column frais_acte;

call ouvrir('tarif', garant => 'insert (compte_id, autorisation_id, du, taux, minimum, frais)');
revoke update, delete on tarif from cautionet_systeme;
create trigger tarif_ajout_seulement before update or delete or truncate on tarif
  for each statement execute function ajout_seulement();

-- An authorisation without a price would be served for nothing.
create function autorisation_tarifee() returns trigger language plpgsql as $$
begin
  if not exists (select from tarif where autorisation_id = new.id) then
    raise exception 'une autorisation a un tarif' using errcode = '23514', constraint = 'autorisation_tarifee';
  end if;
  return null;
end $$;
create constraint trigger autorisation_tarifee after insert on autorisation deferrable initially deferred
  for each row execute function autorisation_tarifee();

-- Days before it were invoiced elsewhere; null: none was. What exists today is invoiced here from its first invoice on, or, where
-- there is none, from the period under way.
alter table contrat add column facture_des date;
update contrat k set facture_des = coalesce(
  (select min(periode_du) from facture f where f.contrat_id = k.id),
  date_trunc(case k.periode when 'mois' then 'month' when 'trimestre' then 'quarter' else 'year' end, now() at time zone 'Europe/Paris')::date);

-- A line says what is due for a caution and a period as it is known that day, in detail, and what had been invoiced before.
alter table facture_ligne
  add column segments jsonb not null default '[]',   -- [{ du, au, jours, base, taux }]: amount and rate constant, both days included
  add column prime montant not null default 0,
  add column deja montant not null default 0;
update facture_ligne l set
    prime = case f.nature when 'facture' then l.montant - l.frais else 0 end,
    deja = case f.nature when 'facture' then 0 else l.montant + l.frais end,
    segments = case f.nature when 'facture' then jsonb_build_array(jsonb_build_object('du', v.du, 'au', v.du + l.jours - 1,
      'jours', l.jours, 'base', l.base::text, 'taux', l.taux::text)) else '[]' end
  from facture f, caution c,
    lateral (select greatest(f.periode_du, c.date_effet, (c.effective_le at time zone 'Europe/Paris')::date) as du) v
  where f.id = l.facture_id and c.id = l.caution_id;
alter table facture_ligne
  drop column base, drop column taux,
  alter column segments drop default, alter column prime drop default, alter column deja drop default,
  add check (montant > 0 and montant = abs(prime + frais - deja));
alter table autorisation force row level security;
alter table contrat force row level security;
alter table facture force row level security;
alter table facture_ligne force row level security;
alter table caution force row level security;

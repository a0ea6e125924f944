-- What ends a guarantee is data of its type: the proof of full payment for those that a letter cannot release (9-texts, §0.3).
alter table type_credit add column liberation text not null default 'libre' check (liberation in ('libre', 'paiement'));
update type_credit set liberation = 'paiement' where code in ('ST', 'P1799');
alter table produit add column mainlevee_partielle boolean not null default false;
update produit set mainlevee_partielle = true where code in ('MARCHE', 'SNSO');

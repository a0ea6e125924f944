-- A sum may be longer than the longest amount a person may enter: counters never refuse what their rows hold.
alter table bilan alter column montant type numeric(38, 3);

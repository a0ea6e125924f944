-- One more situation to be told of: cautions that the law has freed and that nobody released.
alter table abonnement drop constraint abonnement_alerte_check;
alter table abonnement add constraint abonnement_alerte_check check (alerte in
  ('aValider', 'opposition', 'attente', 'autorisations', 'documents', 'factures', 'bientotFinies', 'liberables', 'contrats'));

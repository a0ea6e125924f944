-- The insurer's queue: what waits, the oldest first, however many cautions there are.
create index caution_attente on caution (creee_le, id) where etat = 'en_attente';

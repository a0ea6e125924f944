-- Each process keeps who signed in, and what he may do, for a moment: the database says at once when that changes.
-- Only rarely written tables speak: a notice takes a lock that a busy one would queue behind.
create function avis_droits() returns trigger language plpgsql as $$
begin
  perform pg_notify('droits', '');
  return null;
end $$;
create trigger collaborateur_avis after insert or update or delete on collaborateur for each statement execute function avis_droits();
create trigger perimetre_avis after insert or update or delete on perimetre for each statement execute function avis_droits();
create trigger entite_avis after insert or update or delete on entite for each statement execute function avis_droits();
create trigger agent_avis after insert or update or delete on agent for each statement execute function avis_droits();

create function avis_session() returns trigger language plpgsql as $$
begin
  perform pg_notify('session', old.sid);
  return null;
end $$;
create trigger session_avis after update or delete on session for each row execute function avis_session();

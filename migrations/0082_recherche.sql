-- Searching counts neither accents nor case, hyphens, apostrophes, ligatures nor the order of words: what is written and what is typed
-- are folded alike (kit/fold.ts says the same in the process; a test holds them together).
create function plier(p_texte text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(
    replace(replace(replace(replace(replace(replace(
      regexp_replace(normalize(lower(p_texte), nfkd), '[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g'),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'),
    '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e]+', ' ', 'g'))
$$;
-- Each word typed, as a pattern.
create function motifs(p_texte text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg('%' || mot || '%') filter (where mot <> ''), array['']) from regexp_split_to_table(plier(p_texte), ' ') as mot
$$;

alter table demande add column recherche text generated always as (plier(beneficiaire || ' ' || marche || ' ' || numero)) stored;
alter table caution add column recherche text generated always as (plier(beneficiaire || ' ' || marche || ' ' || numero)) stored;
alter table entite add column recherche text generated always as (plier(nom || ' ' || coalesce(numero_client, '') || ' ' || coalesce(immatriculation, ''))) stored;
alter table collaborateur add column recherche text generated always as (plier(prenom || ' ' || nom || ' ' || email)) stored;
alter table compte add column recherche text generated always as (plier(nom || ' ' || coalesce(numero_client, ''))) stored;

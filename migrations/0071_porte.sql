-- What is tried at the door about nobody (an address that opens nothing, a code that can open nothing), counted by hour and by
-- network: a bounded table, since strangers write it. The journal holds what happens to somebody.
create table porte_essai (
  heure timestamptz not null,
  acte text not null,
  reseau text not null,                          -- of IPv4 or IPv6/64; '' once an hour has seen too many
  essais int not null default 1,
  primary key (heure, acte, reseau)
);
grant select, insert, update, delete on porte_essai to cautionet_systeme;

-- What a database was made for: the demonstration and a real installation never share one. Written with their first data.
create table installation (
  unique_ligne boolean primary key default true check (unique_ligne),
  demonstration boolean not null
);
grant select, insert on installation to cautionet_systeme;

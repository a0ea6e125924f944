-- Whoever holds a file asks whether it is an act, and which, by its SHA-256 alone.
create index acte_sha256 on acte (sha256);
create index fichier_sha256 on fichier (sha256);

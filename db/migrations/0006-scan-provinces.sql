-- Scans of a code by province, so that the page need not add up every hour of a popular code. Written by app/scan.
-- A row exists only where the operator configured address ranges; '' = an address outside all of them.
create table scan_provinces (
  thing text collate "C" not null,
  province text not null,
  total bigint not null,
  constraint scan_provinces_pkey primary key (thing, province)
);

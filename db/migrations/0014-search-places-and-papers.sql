-- Names of places, communes and numbers of papers as people type them, for search: without marks, case and signs.

-- The same as foldText of packages/vn: letters lose their marks first, so that no locale has a say in their case.
create function nguon_fold(given text) returns text language sql immutable strict parallel safe
  return btrim(regexp_replace(lower(translate(regexp_replace(normalize(given, nfd), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')), '\s+', ' ', 'g'));

-- Numbers are typed with other hyphens, dots and blanks than they are printed with: only letters and digits count.
create function nguon_fold_number(given text) returns text language sql immutable strict parallel safe
  return regexp_replace(nguon_fold(given), '[^a-z0-9]+', '', 'g');

create function nguon_place_text(name text, name_en text, address text, growing_area_code text) returns text language sql immutable parallel safe
  return nguon_fold(name || ' ' || coalesce(name_en, '') || ' ' || address || ' ' || coalesce(growing_area_code || ' ' || nguon_fold_number(growing_area_code), ''));

create index places_search_idx on places using gin (nguon_place_text(name, name_en, address, growing_area_code) gin_trgm_ops);
create index places_joined_search_idx on places using gin (replace(nguon_place_text(name, name_en, address, growing_area_code), ' ', '') gin_trgm_ops);
create index places_unit_idx on places (unit_id);
create index certificates_number_idx on certificates using gin (nguon_fold_number(number) gin_trgm_ops);

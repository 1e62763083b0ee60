-- Units of before the reforms of 2025 keep their kind: a township (thị trấn) was neither commune nor ward.
alter table units drop constraint units_kind_check;
alter table units add constraint units_kind_check
  check (kind in ('province', 'city', 'commune', 'ward', 'township', 'special_zone', 'district'));

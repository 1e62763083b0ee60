-- An officer's product groups restricted nothing: the column goes until the agency's own list of groups exists
-- (docs/decisions/2026-11-22-officers-see-by-territory.md). No release has read it.

-- squawk-ignore ban-drop-column
alter table memberships drop column categories;

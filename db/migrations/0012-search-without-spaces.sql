-- Names typed without their spaces ("mangcau") are looked for in the folded text without its spaces.
create index products_joined_search_idx on products using gin (replace(search_text, ' ', '') gin_trgm_ops);
create index organisations_joined_search_idx on organisations using gin (replace(search_text, ' ', '') gin_trgm_ops);
